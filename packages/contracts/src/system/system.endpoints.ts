import { area, get } from '../endpoint.js';

export const systemEndpoints = area({
  live: get('public', '/health/live', 'The process runs'),
  ready: get('public', '/health/ready', 'Database and Redis answer; the clock agrees with the database'),
  brand: get(
    'public',
    '/brand',
    'Name and colour of the dealership group, privacy guideline, demo log-ins in demo mode',
  ),
});
