import { area, get, post } from '../endpoint.js';

export const caseEndpoints = area({
  list: get('case.read', '/staff/cases', 'Complaint cases'),
  detail: get('case.read', '/staff/cases/:id', 'One case with its steps'),
  addStep: post('case.manage', '/staff/cases/:id/steps', 'Write a step, change the state or the person'),
});
