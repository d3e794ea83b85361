import { area, get, post, put } from '../endpoint.js';

export const gameEndpoints = area({
  list: get('owner', '/owner/games', 'Games for me that run or come soon'),
  detail: get('owner', '/owner/games/:id', 'A game: prizes, odds, rules, my tries and results'),
  spin: post('owner', '/owner/games/:id/spin', 'Turn the wheel once'),
  start: post('owner', '/owner/games/:id/quiz/start', 'Begin my try, or go on with it'),
  next: post('owner', '/owner/games/:id/quiz/next', 'Ask the next question; its time begins'),
  answer: post('owner', '/owner/games/:id/quiz/answer', 'Answer the open question'),
  finish: post('owner', '/owner/games/:id/quiz/finish', 'End my try; what is not answered counts nothing'),
  myPlays: get('owner', '/owner/game-plays', 'My tries and what I won, the latest first'),
});

export const staffGameEndpoints = area({
  list: get('campaign.read', '/staff/games', 'Games of my stores, the newest first'),
  detail: get('campaign.read', '/staff/games/:id', 'One game: plan, meter, what can be done'),
  check: post('campaign.manage', '/staff/game-checks', 'Problems, people and cost of a plan; saves nothing'),
  create: post('campaign.manage', '/staff/games', 'Plan a game, as a draft'),
  update: put('campaign.manage', '/staff/games/:id', 'Change a draft'),
  submit: post('campaign.manage', '/staff/games/:id/submit', 'Ask for the yes of a second person'),
  withdraw: post('campaign.manage', '/staff/games/:id/withdraw', 'Take the request back'),
  approvals: get('campaign.read', '/staff/game-approvals', 'Games that wait for a yes'),
  approve: post('campaign.approve', '/staff/games/:id/approve', 'Yes; the prizes are set aside'),
  reject: post('campaign.approve', '/staff/games/:id/reject', 'No, with a reason; back to draft'),
  kill: post('campaign.kill', '/staff/games/:id/kill', 'Stop at once; nothing more is given'),
  plays: get('campaign.read', '/staff/games/:id/plays', 'Who played, how, and what became of the prize'),
  playsFile: {
    ...get('campaign.manage', '/staff/games/:id/plays.csv', 'The list of plays as CSV; audited'),
    raw: 'download',
  },
  codePicture: get('campaign.read', '/staff/games/:id/code', 'The mini-program code of a game, for a poster'),
  results: get('campaign.read', '/staff/games/:id/results', 'Players, prizes and odds as they came out'),
});
