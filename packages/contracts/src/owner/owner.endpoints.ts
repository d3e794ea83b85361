import { area, get, post } from '../endpoint.js';

export const ownerEndpoints = area({
  home: get('owner', '/owner/home', 'My cars: what is due, days left, what is running now'),
  bindVehicle: post(
    'owner',
    '/owner/vehicles',
    'Bind a car by VIN, or by plate if its file carries my phone',
  ),
  partFromVehicle: post(
    'owner',
    '/owner/vehicles/:id/sold',
    'I have sold the car: it leaves my garage and I hear of it no more',
  ),
  reportMileage: post('owner', '/owner/vehicles/:id/mileage', 'Tell the odometer reading'),
  serviceHistory: get('owner', '/owner/vehicles/:id/history', 'Service history of my car'),
});
