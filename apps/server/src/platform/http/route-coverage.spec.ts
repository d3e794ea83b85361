import 'reflect-metadata';
import { listRoutes, type Route } from '@cheban/contracts';
import { Controller, Get } from '@nestjs/common';
import { type DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { Handles, RawPolicy } from './route.decorators.js';
import { findUncovered } from './route-coverage.js';

const all = listRoutes();

/** One controller with a handler for each of these routes. */
function controllerFor(routes: readonly Route[]): new () => object {
  @Controller()
  class Everything {}
  routes.forEach((route, index) => {
    const name = `handle${index}`;
    const descriptor = { value: () => undefined, configurable: true, writable: true };
    Object.defineProperty(Everything.prototype, name, descriptor);
    Handles(route)(Everything.prototype, name, descriptor);
  });
  return Everything;
}

const discovery = (...controllers: (new () => object)[]) =>
  ({
    getControllers: () => controllers.map((metatype) => ({ metatype, name: metatype.name })),
  }) as unknown as DiscoveryService;
const check = (...controllers: (new () => object)[]) =>
  findUncovered(discovery(...controllers), new MetadataScanner(), new Reflector());

describe('route coverage', () => {
  it('holds when every route has one handler', () => {
    expect(check(controllerFor(all.map(({ route }) => route)))).toEqual([]);
  });

  it('names a route without a handler, and one with two', () => {
    const [first, second, ...rest] = all.map(({ route }) => route);
    if (!first || !second) throw new Error('The table is empty');
    expect(check(controllerFor([second, second, ...rest]))).toEqual([
      `Route ${all[0]?.routeId} has no handler`,
      `Route ${all[1]?.routeId} has 2 handlers`,
    ]);
  });

  it('names a handler that is in no table, and one that names no policy', () => {
    const stray: Route = { method: 'GET', path: '/stray', policy: 'public', summary: '' };
    const complete = controllerFor([...all.map(({ route }) => route), stray]);
    @Controller()
    class Open {
      @Get('/open')
      open(): void {}
      @RawPolicy('public')
      @Get('/named')
      named(): void {}
    }
    expect(check(complete, Open)).toEqual([
      'Open.open handles a path but names no policy',
      'GET /stray is handled but not in the route table',
    ]);
  });
});
