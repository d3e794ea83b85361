import { Module } from '@nestjs/common';
import { DocsController } from './http/docs.controller.js';
import { SystemController } from './http/system.controller.js';
import { Readiness } from './usecases/readiness.queries.js';

@Module({ controllers: [DocsController, SystemController], providers: [Readiness] })
export class SystemModule {}
