import { area, del, get, patch, post, put } from '../endpoint.js';

export const teamEndpoints = area({
  list: get('staff', '/staff/team', 'Colleagues of my stores'),
  create: post('staff.manage', '/staff/team', 'Add a colleague'),
  update: patch('staff.manage', '/staff/team/:id', 'Change name, role, stores, active'),
  resetPassword: post(
    'staff.manage',
    '/staff/team/:id/reset-password',
    'Set a new one-time password; ends all log-ins',
  ),
  skills: get('booking.read', '/staff/skills', 'Who of a store can do which kinds of service'),
  saveSkills: put('store.manage', '/staff/team/:id/skills', 'Set what a colleague can do'),
  leaves: get('booking.read', '/staff/leaves', 'Leave of the colleagues of a store'),
  addLeave: post('store.manage', '/staff/leaves', 'Add leave; bookings in it become conflicts'),
  removeLeave: del('store.manage', '/staff/leaves/:id', 'Take leave back'),
});
