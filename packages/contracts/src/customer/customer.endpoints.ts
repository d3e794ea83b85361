import { area, get, post } from '../endpoint.js';

export const customerEndpoints = area({
  search: get('customer.read', '/staff/search', 'By tail of plate, phone or VIN, or by name'),
  list: get('customer.read', '/staff/owners', 'Owners, filtered and paged'),
  detail: get('customer.read', '/staff/owners/:id', 'One owner: cars, what falls due, open things'),
  timeline: get('customer.read', '/staff/owners/:id/timeline', 'Everything that happened, newest first'),
  unmask: post('customer.unmask', '/staff/owners/:id/unmask', 'Show phone, plates and VINs; audited'),
  suspectMileage: get('customer.read', '/staff/suspect-mileage', 'Odometer readings kept aside'),
  judgeMileage: post(
    'care.manage',
    '/staff/suspect-mileage/:id/judge',
    'Accept or reject a reading kept aside',
  ),
});
