import { Module } from '@nestjs/common';
import { DocsController } from './http/docs.controller.js';
import { SystemController } from './http/system.controller.js';
import { BrandQueries } from './usecases/brand.queries.js';
import { Readiness } from './usecases/readiness.queries.js';

@Module({ controllers: [DocsController, SystemController], providers: [BrandQueries, Readiness] })
export class SystemModule {}
