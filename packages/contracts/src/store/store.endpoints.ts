import { area, del, get, patch, post, put } from '../endpoint.js';

export const storeEndpoints = area({
  list: get('staff', '/staff/stores', 'My stores with services, bays and hours'),
  update: patch('store.manage', '/staff/stores/:id', 'Change address, phone, hours, cycle'),
  saveService: put('store.manage', '/staff/stores/:id/services/:code', 'Add or change a service'),
  saveBay: put('store.manage', '/staff/stores/:id/bays/:code', 'Add or change a bay'),
  saveSpecialDays: put(
    'store.manage',
    '/staff/stores/:id/special-days',
    'Set the closed and special opening days from today on',
  ),
  closeBay: post('store.manage', '/staff/bay-closures', 'Take a bay, demo car or driver out for a while'),
  reopenBay: del('store.manage', '/staff/bay-closures/:id', 'Take a closure back'),
});

export const auditEndpoints = area({
  list: get('audit.read', '/staff/audit', 'Who did what, newest first'),
});

export const liveEndpoints = area({
  stream: { ...get('staff', '/staff/live', 'Server-sent events: what changed in my stores'), raw: 'stream' },
});
