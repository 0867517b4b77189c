import { Global, Module } from '@nestjs/common';
import { ServerSettings } from '../../config/index.js';
import { Admission, LoadGauge } from '../../resilience/index.js';

/** Provides the Admission, which tells whether the process has time for another operation. */
@Global()
@Module({
  providers: [
    LoadGauge,
    {
      provide: Admission,
      inject: [ServerSettings, LoadGauge],
      useFactory: (
        { shedPagesAtMs: pagesAtMs, shedCheckoutsAtMs: checkoutsAtMs, mostOperationsUnderWay: mostUnderWay }: ServerSettings,
        gauge: LoadGauge,
      ) => new Admission({ pagesAtMs, checkoutsAtMs, mostUnderWay }, () => gauge.lateMs),
    },
  ],
  exports: [Admission, LoadGauge],
})
export class LoadSheddingModule {}
