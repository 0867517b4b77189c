import type { MessageName, MessageViews } from './messages/message-views.js';

/** A message before it has its words. */
export interface Mail<Name extends MessageName = MessageName> {
  readonly message: Name;
  readonly to: string;
  /** One of the templates' languages. */
  readonly language: string;
  readonly view: MessageViews[Name];
  /** What it is about: messages with the same thread are shown together. */
  readonly thread: string;
}
