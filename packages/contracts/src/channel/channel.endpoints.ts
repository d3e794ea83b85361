import { area, get, post, put } from '../endpoint.js';

export const channelEndpoints = area({
  templates: get(
    'care.read',
    '/staff/channels/templates',
    'Templates by message kind and channel, and drift',
  ),
  syncTemplates: post(
    'channel.manage',
    '/staff/channels/templates/sync',
    'Read the templates of both WeChat accounts now',
  ),
  mapTemplate: put(
    'channel.manage',
    '/staff/channels/templates/:kind/:channel',
    'Say which template and words a kind uses on a channel',
  ),
  circuits: get('care.read', '/staff/channels/circuits', 'Channels and templates that are switched off'),
  testCircuit: post(
    'channel.manage',
    '/staff/channels/circuits/:name/test',
    'One test send by a person; success closes the circuit',
  ),
  quota: get('care.read', '/staff/channels/quota', 'Sends of today against the quota, and the reach bank'),
  alarms: get('care.read', '/staff/alarms', 'Alarms, newest first'),
  acknowledgeAlarm: post('care.manage', '/staff/alarms/:id/acknowledge', 'I have seen this alarm'),
});
