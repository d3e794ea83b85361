import { area, get, post } from '../endpoint.js';

export const insuranceEndpoints = area({
  car: get('owner', '/owner/vehicles/:id/insurance', 'Insurance of my car: until when, and whom to ring'),
  contact: post('owner', '/owner/vehicles/:id/insurance/contact', 'Please call me about renewing it'),
});
