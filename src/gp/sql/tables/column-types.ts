/** An exact decimal. It must be read as text (as-text.ts); this type makes the compiler refuse any other use. */
export type Decimal = { readonly decimalToBeAskedForAsText: true };
export type Timestamp = Date;
