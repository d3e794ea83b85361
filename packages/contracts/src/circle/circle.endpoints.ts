import { area, get, post } from '../endpoint.js';

/** While the group has switched the circle off, every address but the first answers as if it were not there. */
export const circleEndpoints = area({
  entry: get('owner', '/owner/circle', 'Whether there is a circle, its topics, and whether I may write'),
  feed: get(
    'owner',
    '/owner/circle/posts',
    'Posts that are shown, the newest first; or my own in every state',
  ),
  create: post('owner', '/owner/circle/posts', 'Write a post; nobody else sees it before the content check'),
  detail: get('owner', '/owner/circle/posts/:id', 'A post with its comments'),
  edit: post('owner', '/owner/circle/posts/:id', 'Mend my post that was not shown and send it again'),
  comment: post('owner', '/owner/circle/posts/:id/comments', 'Comment on a post, or answer a comment'),
  like: post('owner', '/owner/circle/posts/:id/like', 'Like a post, or no more'),
  report: post('owner', '/owner/circle/entries/:id/reports', 'Report a post or a comment'),
  remove: post('owner', '/owner/circle/entries/:id/remove', 'Delete my post or comment with its photos'),
});
export const staffCircleEndpoints = area({
  overview: get('circle.read', '/staff/circle', 'Switch, topics, what waits, and figures of thirty days'),
  list: get('circle.read', '/staff/circle/entries', 'Posts and comments of the own stores, the newest first'),
  file: {
    ...get('circle.moderate', '/staff/circle/entries.csv', 'The same as CSV; audited'),
    raw: 'download',
  },
  detail: get('circle.read', '/staff/circle/entries/:id', 'A post with comments, reports and photos'),
  decide: post('circle.moderate', '/staff/circle/entries/:id/decision', 'Show, refuse or take away'),
  answer: post('circle.read', '/staff/circle/entries/:id/answers', 'Answer a post as the store'),
  block: post(
    'circle.moderate',
    '/staff/circle/entries/:id/block',
    'Keep its author from writing, or no more',
  ),
  blocks: get('circle.read', '/staff/circle/blocks', 'Authors who may not write now'),
  saveTopic: post('circle.manage', '/staff/circle/topics', 'Add or change a topic'),
  turn: post('circle.manage', '/staff/circle/switch', 'Open or close the circle for the whole group'),
});
