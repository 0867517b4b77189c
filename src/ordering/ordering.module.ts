import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { CatalogModule } from '../catalog/index.js';
import { InventoryModule } from '../inventory/index.js';
import { PricingModule } from '../pricing/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { ThrottlingModule } from '../throttling/index.js';
import { AcceptedOrdersModule } from './accepted-orders.module.js';
import { CancelOrderResolver } from './cancel-order.resolver.js';
import { CancelOrderService } from './cancel-order.service.js';
import { CartReviewService } from './cart-review.service.js';
import { CheckoutResolver, OrderSubmissionResolver } from './checkout.resolver.js';
import { FinishedOrderCleanup } from './finished-order-cleanup.job.js';
import { AccountOrdersResolver, OrderLineResolver, OrderResolver } from './order.resolver.js';
import { OrderService } from './order.service.js';
import { OrderChanges } from './order-changes.job.js';
import { OrderExtensions } from './order-extensions.js';
import { OrderHandOver } from './order-hand-over.js';
import { OrderNamesService } from './order-names.service.js';
import { OrderTermsService } from './order-terms.service.js';
import { PartNumberService } from './part-number.service.js';
import { PlaceOrderService } from './place-order.service.js';
import { CustomerPartNumberResolver, QuickOrderResolver } from './quick-order.resolver.js';
import { QuickOrderService } from './quick-order.service.js';
import { VisitorAccountService } from './visitor-account.service.js';

@Module({
  imports: [
    AcceptedOrdersModule,
    AccountModule,
    CatalogModule,
    PricingModule,
    InventoryModule,
    SubmissionsModule,
    ThrottlingModule,
  ],
  providers: [
    OrderService,
    OrderResolver,
    OrderLineResolver,
    AccountOrdersResolver,
    CartReviewService,
    OrderTermsService,
    VisitorAccountService,
    OrderNamesService,
    PlaceOrderService,
    OrderExtensions,
    OrderHandOver,
    CheckoutResolver,
    PartNumberService,
    CustomerPartNumberResolver,
    QuickOrderService,
    QuickOrderResolver,
    CancelOrderService,
    CancelOrderResolver,
    OrderSubmissionResolver,
    OrderChanges,
    FinishedOrderCleanup,
  ],
  exports: [OrderService, CartReviewService, PlaceOrderService, OrderHandOver],
})
export class OrderingModule {}
