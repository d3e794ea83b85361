import { area, get } from '../endpoint.js';

export const figuresEndpoints = area({
  months: get(
    'figures.read',
    '/staff/figures',
    'A year of a group, month by month, and its stores side by side',
  ),
  parts: get('figures.read', '/staff/figures/parts', 'Output of a month by kind of work, advisor or model'),
  rows: get('figures.read', '/staff/figures/rows', 'The visits, ratings, cases or bookings behind a figure'),
  rowsFile: {
    ...get('figures.export', '/staff/figures/rows.csv', 'The same as CSV; audited'),
    raw: 'download',
  },
  loyalty: get(
    'figures.read',
    '/staff/figures/loyalty',
    'Customer groups, and how many stay after each step',
  ),
  cars: get('figures.read', '/staff/figures/cars', 'The cars behind a share of loyalty'),
  carsFile: {
    ...get('figures.export', '/staff/figures/cars.csv', 'The same as CSV; audited'),
    raw: 'download',
  },
  makeup: get('figures.read', '/staff/figures/makeup', 'Who the customers are, and where they live'),
  makeupCars: get('figures.read', '/staff/figures/makeup/cars', 'The cars behind a part of the customers'),
  makeupCarsFile: {
    ...get('figures.export', '/staff/figures/makeup/cars.csv', 'The same as CSV; audited'),
    raw: 'download',
  },
});
