import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsDefined,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { readJsonFile } from '../files/index.js';
import { placeOf } from './place-of.js';

/** A group of viewers: those with one of the customer classes or price levels, and visitors if `anonymous` is set. */
export class ViewerGroup {
  @IsArray()
  @IsString({ each: true })
  customerClasses: string[] = [];

  @IsArray()
  @IsString({ each: true })
  priceLevels: string[] = [];

  @IsBoolean()
  anonymous = false;
}

/** Who sees what a rule is about. */
abstract class VisibilityRule {
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ViewerGroup)
  visibleTo?: ViewerGroup;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ViewerGroup)
  hiddenFrom?: ViewerGroup;
}

/** Items whose user category of this number (1 to 6) has one of the values. */
export class CategoryValues {
  @IsInt()
  @Min(1)
  @Max(6)
  number!: number;

  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  values!: string[];
}

/**
 * Shows some products to a group only, or hides them from a group. A product matches if one of the item classes or categories
 * does.
 */
export class ProductRule extends VisibilityRule {
  @IsArray()
  @IsString({ each: true })
  itemClasses: string[] = [];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CategoryValues)
  categories: CategoryValues[] = [];
}

/** The same for warehouses. */
export class WarehouseRule extends VisibilityRule {
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  warehouses!: string[];
}

/** Which viewers see which part of the catalogue. A product or warehouse that no rule hides is visible to all. */
export class CatalogRules {
  @IsDefined()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProductRule)
  products: ProductRule[] = [];

  @IsDefined()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => WarehouseRule)
  warehouses: WarehouseRule[] = [];
}

/**
 * Reads the rules from a JSON file.
 * @throws {Error} with one line for people that names the place in the file
 */
export function readCatalogRules(file: string): CatalogRules {
  const plain = readJsonFile(file);
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw new Error('it is not a JSON object');
  const rules = plainToInstance(CatalogRules, plain);
  const [wrong] = validateSync(rules, { whitelist: true, forbidNonWhitelisted: true });
  if (wrong) throw new Error(placeOf(wrong));
  for (const [kind, list] of [
    ['products', rules.products],
    ['warehouses', rules.warehouses],
  ] as const) {
    list.forEach((rule, index) => {
      if (!rule.visibleTo === !rule.hiddenFrom) throw new Error(`${kind}[${index}] needs either visibleTo or hiddenFrom`);
    });
  }
  rules.products.forEach((rule, index) => {
    if (rule.itemClasses.length + rule.categories.length === 0) {
      throw new Error(`products[${index}] needs itemClasses or categories`);
    }
  });
  return rules;
}
