// A worker process that only sends, for tests that kill it: the server's own build, its own connections. It boots, says
// `ready`, and sends from the word `go <clock offset in ms>` until it is killed; `idle` tells that nothing was left.
import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { lay } from '../../../dist/foundation.js';
import { MessagingModule, SendDue } from '../../../dist/modules/messaging/index.js';
import { Clock } from '../../../dist/platform/clock/index.js';
import { loadConfig } from '../../../dist/platform/config/index.js';
import { PlatformModule } from '../../../dist/platform/platform.module.js';

const PAUSE_MS = 50;
const say = (/** @type {string} */ word) => process.stdout.write(`${word}\n`);

class ShiftedClock extends Clock {
  offsetMs = 0;

  now() {
    return Date.now() + this.offsetMs;
  }
}

const clock = new ShiftedClock();
const foundation = { ...(await lay(loadConfig(), 'sender')), clock };
class SenderModule {}
Module({ imports: [PlatformModule.with(foundation), MessagingModule] })(SenderModule);
const app = await NestFactory.createApplicationContext(SenderModule, { logger: false, abortOnError: false });
const sender = app.get(SendDue, { strict: false });
say('ready');

for await (const line of createInterface({ input: process.stdin })) {
  const [, offset] = line.split(' ');
  clock.offsetMs = Number(offset);
  for (;;) {
    const looked = await sender.run().catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      return -1;
    });
    if (looked === 0) say('idle');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
