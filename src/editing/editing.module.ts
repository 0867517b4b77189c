import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/index.js';
import { EditingPlugin } from './editing.plugin.js';
import { SampleResolvers } from './sample-resolvers.js';

@Module({ imports: [CatalogModule], providers: [SampleResolvers, EditingPlugin] })
export class EditingModule {}
