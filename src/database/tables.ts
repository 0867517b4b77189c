import type { ColumnType, GeneratedAlways } from 'kysely';

/** A moment; written as a Date, read as a Date. */
type Moment = ColumnType<Date, Date, Date>;
type MomentOrNull = ColumnType<Date | null, Date | null, Date | null>;

export interface AppUserTable {
  id: string;
  /** Lower case. */
  email: string;
  name: string;
  role: 'VIEWER' | 'BUYER' | 'APPROVER' | 'ADMINISTRATOR';
  /** argon2id, in PHC string format. */
  password_hash: string;
  disabled: boolean;
  order_limit_amount: string | null;
  order_limit_currency: string | null;
  created_at: Moment;
}

export interface UserAccountTable {
  user_id: string;
  account_number: string;
  /** A sign-in starts with the account that has the lowest position. */
  position: number;
}

export interface SessionTable {
  id: string;
  user_id: string;
  account_number: string;
  started_at: Moment;
  ended_at: ColumnType<Date | null, Date | null, Date | null>;
  /** The newest generation of its refresh tokens. */
  generation: number;
  /** When the first token of the newest generation was issued. */
  generation_began_at: Moment;
}

export interface RefreshTokenTable {
  /** SHA-256 of the token, base64url. */
  hash: string;
  session_id: string;
  /** Repeated refreshes with one token give tokens of one generation. */
  generation: number;
  expires_at: Moment;
}

/** A person at an OpenID Connect provider, and the gateway's user that they are. */
export interface LinkedIdentityTable {
  issuer: string;
  subject: string;
  user_id: string;
  linked_at: Moment;
}

/** An ID token that was used for a sign-in. It is kept until it would be refused for its age. */
export interface SpentIdentityTokenTable {
  /** SHA-256 of what its signature covers, base64url. */
  hash: string;
  ends_at: Moment;
}

export interface SigningKeyTable {
  kid: string;
  private_jwk: ColumnType<Record<string, unknown>, string, never>;
  created_at: Moment;
}

export interface KnownFactTable {
  namespace: string;
  key: string;
  value: ColumnType<unknown, string | null, string | null>;
  read_at: Moment;
}

export interface ProductTable {
  sku: string;
  name: string;
  type: 'STOCKED' | 'DISCONTINUED' | 'KIT' | 'CHARGE' | 'SERVICE' | 'FLAT_FEE';
  item_class: string;
  /** The values of the six user categories, in their order; blank where the item has none. */
  category_values: string[];
  /** Products of one family are variants of each other; null for a product without variants. */
  variant_family: string | null;
  created_on: ColumnType<string, string, string>;
  /** Everything else about the product, as the catalogue's value type has it. */
  details: ColumnType<unknown, string, string>;
  /** Listings by name are in the order of this text: the name without case and accents, in the collation "C". */
  sort_name: string;
  /** Texts by which the search finds the SKU. The first is the whole SKU without the characters between letters and digits. */
  sku_pieces: string[];
  /** The name's words for the search, separated by blanks. */
  name_words: string;
  /** More words for the search, besides SKU and name, separated by blanks. */
  keywords: string;
  /** A hash of the row's values: shows whether a product that was read again has changed. */
  content_hash: string;
  search: GeneratedAlways<string>;
}

export interface CategoryTable {
  id: string;
  parent_id: string | null;
  name: string;
  position: number;
}

/** The products that the present comparison with GP's keys has not found in GP yet. */
export interface CatalogUnseenProductTable {
  sku: string;
}

/** A job that a release has, with its present schedule. */
export interface JobTable {
  name: string;
  about: string;
  /** Null where its schedule is switched off. */
  cron: string | null;
  time_zone: string;
  /** When it runs next by its schedule. */
  due_at: MomentOrNull;
  /** What the last run that succeeded left for the next one. Only the job reads it. */
  watermark: ColumnType<string | null, never, string | null>;
  paused_at: ColumnType<Date | null, never, Date | null>;
  known_since: ColumnType<Date, never, never>;
  succeeded_at: ColumnType<Date | null, never, never>;
}

/** One run of a job. At most one of a job waits (QUEUED), and at most one is under way (RUNNING). */
export interface JobRunTable {
  id: GeneratedAlways<string>;
  job: string;
  trigger: 'SCHEDULE' | 'START' | 'OPERATOR' | 'RETRY';
  is_dry_run: boolean;
  /** The run whose failed records it retries. */
  retry_of: string | null;
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  requested_at: ColumnType<Date, never, never>;
  started_at: ColumnType<Date | null, never, never>;
  ended_at: ColumnType<Date | null, never, Date>;
  /** Identifies who works on it; null while it is free. Another one may go on after `leased_until`. */
  holder: ColumnType<string | null, never, null>;
  leased_until: ColumnType<Date | null, never, null>;
  cancel_requested: ColumnType<boolean, never, boolean>;
  /** How often it has changed hands since its last chunk. */
  takeovers: ColumnType<number, never, never>;
  checkpoint: ColumnType<string | null, never, never>;
  chunks: ColumnType<number, never, never>;
  records_read: ColumnType<string, never, never>;
  records_changed: ColumnType<string, never, never>;
  records_unchanged: ColumnType<string, never, never>;
  records_failed: ColumnType<string, never, never>;
  sample: ColumnType<unknown, never, never>;
  fault: ColumnType<string | null, never, string | null>;
  watermark_before: ColumnType<string | null, never, never>;
  watermark_after: ColumnType<string | null, never, never>;
}

/** A record that a run could not work on. */
export interface JobFailedRecordTable {
  run_id: string;
  key: string;
  error: string;
}

export interface SubmissionTable {
  id: string;
  /** The order in which documents were accepted; gaps mean nothing. */
  sequence: GeneratedAlways<number>;
  kind: string;
  owner: string;
  idempotency_key: string;
  content_hash: string;
  reference: string;
  /** A name that no other submission may have; null for none. */
  sole_name: ColumnType<string | null, string | null | undefined, never>;
  document: ColumnType<unknown, string, never>;
  /** The document as it is handed over, where that differs: made once, so that all attempts hand over the same. */
  prepared_document: ColumnType<unknown, never, string | null>;
  status: 'RECEIVED' | 'PUSHED' | 'REJECTED' | 'CANCELLED';
  received_at: Moment;
  pushed_at: MomentOrNull;
  /** Counted when a push begins, so that a push counts even if its process ends in the middle. */
  attempts: ColumnType<number, never, number>;
  /** Set while RECEIVED. */
  next_attempt_at: MomentOrNull;
  /** Why the last attempt failed, in one word; null where it did not fail. */
  last_fault: ColumnType<string | null, never, string | null>;
  document_number: ColumnType<string | null, never, string>;
  rejection_code: ColumnType<number | null, never, number | null>;
  rejection_message: ColumnType<string | null, never, string | null>;
  /** Identifies one push, not one process: a push that lost its lease may not go on under a later push's lease. */
  lease_holder: ColumnType<string | null, never, string | null>;
  leased_until: ColumnType<Date | null, never, Date | null>;
  /** A note for operators, or null. */
  note: ColumnType<string | null, string | null | undefined, string>;
  /** When GP is looked at once more for a cancelled document that an earlier attempt may still bring there; else null. */
  look_again_at: ColumnType<Date | null, never, Date | null>;
}

/** How much a document takes of something of which there is only so much. */
export interface SubmissionClaimTable {
  submission_id: string;
  /** What it is, such as "credit"; with the key, which one. */
  kind: string;
  key: string;
  /** A decimal number, in the unit of the kind. */
  amount: string;
  /**
   * The claim counts beside facts that were read from GP before this time: infinity while the document is on its way, then
   * the time when GP got it, or minus infinity where GP has refused it.
   */
  released_at: ColumnType<Date | number, never, Date>;
}

/** A table of one row: how far the looks for changes in GP have come. */
export interface ChangeFeedTable {
  /** The instance that looks; blank for none. Until `leased_until` no other one may. */
  holder: string;
  leased_until: Moment;
  /** When the last look began, and when the last one began that has succeeded. */
  asked_at: Moment;
  looked_at: MomentOrNull;
  /** The number of looks that have succeeded. */
  look: ColumnType<string, never, never>;
  way: string | null;
  /** The kinds of facts whose changes are all announced. */
  announced: ColumnType<unknown, string, string>;
  position: string | null;
  /** The announcements of all looks from this number on are kept. */
  kept_from: ColumnType<string, never, never>;
}

/** What a buyer wants to pay, checked against GP. It is kept, since the money may be taken later than agreed. */
export interface PreparedPaymentTable {
  payment_key: string;
  account_number: string;
  plan: ColumnType<unknown, string, never>;
  prepared_at: Moment;
  expires_at: Moment;
  /** What became of the payment in GP; null until it is there. */
  receipt: ColumnType<unknown, string | null | undefined, string>;
}

/** A document of receivables that a prepared payment holds. */
export interface PaymentHoldTable {
  document: string;
  payment_key: string;
  held_until: Moment;
}

/** What a buyer has answered to a quote of GP's. */
export interface QuoteAnswerTable {
  /** The order in which the answers were given. */
  sequence: GeneratedAlways<string>;
  account_number: string;
  quote_number: string;
  answer: 'DECLINE' | 'REQUEST_CHANGE';
  /** Quote.revision that the buyer saw. The answer counts while the quote has it. */
  revision: string;
  /** Blank where the buyer wrote nothing. */
  comment: string;
  user_email: string;
  answered_at: Moment;
}

/** The last sequence of each subject of events. */
export interface EventSubjectTable {
  subject: string;
  sequence: number;
}

export interface EventTable {
  id: string;
  /** The order of all events. */
  position: GeneratedAlways<string>;
  type: string;
  subject: string;
  sequence: number;
  account: string | null;
  occurred_at: Moment;
  data: ColumnType<object, string, never>;
  /** Whether its deliveries have been written. */
  routed: ColumnType<boolean, boolean | undefined, boolean>;
}

/** What has become of one event at one destination. */
export interface EventDeliveryTable {
  destination: string;
  event_id: string;
  position: string;
  subject: string;
  sequence: number;
  /** `IN_DIGEST`: it is a line of a digest, whether or not that has been sent. */
  state: 'PENDING' | 'DELIVERED' | 'IN_DIGEST' | 'UNWANTED' | 'GIVEN_UP';
  attempts: ColumnType<number, number | undefined, number>;
  next_attempt_at: MomentOrNull;
  last_error: ColumnType<string | null, never, string | null>;
  lease_holder: ColumnType<string | null, never, string | null>;
  leased_until: ColumnType<Date | null, never, Date | null>;
  ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** The deliveries of one subject to one destination, of which there is one that waits. */
export interface EventLaneTable {
  destination: string;
  subject: string;
  /** When the first delivery is due, or a time before that. */
  due_at: Moment;
  position: string;
}

/** Whether a destination is sent events, and how that has gone lately. */
export interface EventDestinationTable {
  name: string;
  disabled_at: MomentOrNull;
  disabled_because: string | null;
  failures: number;
  failing_since: MomentOrNull;
  paused_until: MomentOrNull;
  succeeded_at: MomentOrNull;
  /** Of a failure that counts. It outlives a success. */
  failed_at: ColumnType<Date | null, never, Date | null>;
  /** What it wants; null until a gateway has written it. */
  wanted: ColumnType<unknown, string | null, string | null>;
}

export interface EventAttemptTable {
  sequence: GeneratedAlways<string>;
  destination: string;
  event_id: string;
  attempt: number;
  began_at: Moment;
  took_ms: number;
  error: string | null;
  status: number | null;
  answer: string | null;
}

/** What was last seen of something in GP, beside which a change is seen. */
export interface ObservedStateTable {
  /** What it is, such as "order". */
  kind: string;
  key: string;
  value: ColumnType<object, string, string>;
  seen_at: Moment;
}

/** Which recipients have got their message about an event. */
export interface MailSentTable {
  event_id: string;
  /** A hash of the address. */
  recipient: string;
  sent_at: Moment;
}

/** What a member of staff is told of an event: by a message, or by a line of a digest. */
export interface StaffNoticeTable {
  event_id: string;
  address: string;
  noticed_at: Moment;
  /** Whether it is a message of its own, or a line of a digest. */
  alone: boolean;
  /** Its subject, in the language of the staff. */
  line: string;
  /** The digest that it is in; null where it is in none yet. */
  digest_id: ColumnType<string | null, never, string>;
  /** An instance sends the digest until then, and no other one does. */
  leased_until: ColumnType<Date | null, never, Date | null>;
  sent_at: ColumnType<Date | null, never, Date>;
}

/** The gateway's own tables. */
export interface GatewayTables {
  app_user: AppUserTable;
  user_account: UserAccountTable;
  session: SessionTable;
  refresh_token: RefreshTokenTable;
  linked_identity: LinkedIdentityTable;
  spent_identity_token: SpentIdentityTokenTable;
  signing_key: SigningKeyTable;
  known_fact: KnownFactTable;
  product: ProductTable;
  category: CategoryTable;
  catalog_unseen_product: CatalogUnseenProductTable;
  job: JobTable;
  job_run: JobRunTable;
  job_failed_record: JobFailedRecordTable;
  change_feed: ChangeFeedTable;
  event: EventTable;
  event_subject: EventSubjectTable;
  event_delivery: EventDeliveryTable;
  event_lane: EventLaneTable;
  event_destination: EventDestinationTable;
  event_attempt: EventAttemptTable;
  observed_state: ObservedStateTable;
  quote_answer: QuoteAnswerTable;
  submission: SubmissionTable;
  submission_claim: SubmissionClaimTable;
  prepared_payment: PreparedPaymentTable;
  payment_hold: PaymentHoldTable;
  mail_sent: MailSentTable;
  staff_notice: StaffNoticeTable;
}
