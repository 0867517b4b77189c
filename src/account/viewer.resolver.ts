import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  AnswerIsCacheable,
  type NodeSource,
  NodeType,
  type PartlyShared,
  type RequestContext,
  SharedField,
  type Variant,
} from '../contract/index.js';
import { globalId } from '../values/global-id.js';
import { asAccountNumber } from '../values/identifiers.js';
import { allOf, andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { SignedInViewer, User } from '../values/viewer.js';
import { AccountService } from './account.service.js';
import type { AccountView } from './account-view.js';
import { permissionsShown } from './permissions-shown.js';

/** An access token has a viewer object of its own, so all answers to it have the same variant. */
const OF_VIEWER: Variant = { key: [] };

/** The signed-in user, the account that they buy for, and what they may do there. */
@Resolver('Viewer')
@AnswerIsCacheable()
@NodeType('Account')
export class ViewerResolver implements NodeSource {
  constructor(private readonly accounts: AccountService) {}

  @Query('viewer')
  viewer(@Context() { viewer }: RequestContext): SignedInViewer | null {
    return viewer.kind === 'signedIn' ? viewer : null;
  }

  @ResolveField('account')
  @SharedField(() => OF_VIEWER)
  account(@Parent() viewer: SignedInViewer, @Context() { budget }: RequestContext): MaybePromise<AccountView> {
    return this.accounts.account(viewer.accountNumber, true, budget);
  }

  @ResolveField('accounts')
  @SharedField(() => OF_VIEWER)
  allAccounts(@Parent() viewer: SignedInViewer, @Context() { budget }: RequestContext): MaybePromise<AccountView[]> {
    return allOf(viewer.accountNumbers.map((number) => this.accounts.account(number, true, budget)));
  }

  @ResolveField('permissions')
  @SharedField(() => OF_VIEWER)
  permissions(@Parent() viewer: SignedInViewer, @Context() { budget }: RequestContext): MaybePromise<PartlyShared> {
    return andThen(this.accounts.permissions(viewer, budget), permissionsShown);
  }

  /** An account by its number, where the viewer may buy for it. */
  node(key: string, { viewer, budget }: RequestContext): MaybePromise<AccountView | null> {
    const accountNumber = asAccountNumber(key);
    const theirs = viewer.kind === 'signedIn' && viewer.accountNumbers.includes(accountNumber);
    return theirs ? this.accounts.account(accountNumber, true, budget) : null;
  }
}

@Resolver('User')
@AnswerIsCacheable()
@NodeType('User')
export class UserResolver implements NodeSource {
  @ResolveField('id')
  id(@Parent() user: User): string {
    return globalId('User', user.id);
  }

  /** The user with this ID, only where that is the viewer: other users are not visible. */
  node(key: string, { viewer }: RequestContext): User | null {
    return viewer.kind === 'signedIn' && viewer.user.id === key ? viewer.user : null;
  }
}
