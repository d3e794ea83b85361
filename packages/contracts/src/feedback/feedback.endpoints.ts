import { area, get, patch, post, put } from '../endpoint.js';

export const caseEndpoints = area({
  list: get('case.read', '/staff/cases', 'Complaint cases'),
  detail: get('case.read', '/staff/cases/:id', 'One case with its steps'),
  addStep: post('case.manage', '/staff/cases/:id/steps', 'Write a step, change the state or the person'),
  setCauses: put('case.manage', '/staff/cases/:id/causes', 'Say what it was about'),
  makeGood: post(
    'case.manage',
    '/staff/cases/:id/make-goods',
    'Make good: granted at once within the limit of the role, else waits for a manager',
  ),
  decideMakeGood: post('case.approve', '/staff/make-goods/:id/decision', 'Grant or refuse; never one’s own'),
  withdrawMakeGood: post('case.manage', '/staff/make-goods/:id/withdraw', 'Take back one’s own that waits'),
  makeGoodRules: get('case.read', '/staff/make-good-rules', 'How much each role of a store may make good'),
  saveMakeGoodRules: patch(
    'store.manage',
    '/staff/stores/:id/make-good-rules',
    'Change these limits; audited',
  ),
});

export const ownerCaseEndpoints = area({
  list: get('owner', '/owner/cases', 'My complaints and what becomes of them'),
  answer: post('owner', '/owner/cases/:id/answer', 'Solved or not; not solved opens it again'),
});

export const improvementEndpoints = area({
  causes: get('case.read', '/staff/case-causes', 'Causes of a month, the most frequent first'),
  list: get('case.read', '/staff/improvements', 'Improvement actions of my stores'),
  create: post('case.manage', '/staff/improvements', 'Plan an action against a cause'),
  close: post('case.manage', '/staff/improvements/:id/close', 'It worked or not; if it did, owners are told'),
});
