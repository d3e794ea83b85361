import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { cliModules } from './modules.js';
import { NestLogger } from './platform/logging/index.js';
import { type Foundation, PlatformModule } from './platform/platform.module.js';

/** The module graph for one command: no routes, no background work. */
export async function createCli(foundation: Foundation): Promise<INestApplicationContext> {
  @Module({ imports: [PlatformModule.with(foundation), ...cliModules] })
  class CliModule {}
  return NestFactory.createApplicationContext(CliModule, {
    logger: new NestLogger(foundation.logger),
    abortOnError: false,
  });
}
