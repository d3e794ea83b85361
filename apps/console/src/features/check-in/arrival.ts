import type { Routes, RouteView } from '@cheban/contracts';

/** A car that may be standing at the reception. */
export type Arrival = RouteView<Routes['workshop']['arrivals']>['items'][number];
