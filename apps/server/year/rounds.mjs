import { tellCareJob } from '../dist/modules/care/index.js';
import { sendJob } from '../dist/modules/messaging/index.js';
import { jobDefinitions } from '../dist/modules.js';
import { hasWave } from './waves.mjs';
import { isRough } from './weather.mjs';

/** When the clock stands still for the people and the jobs look what there is to do. */
export const TICKS = [
  '08:30',
  '09:00',
  '09:30',
  '10:00',
  '11:00',
  '12:00',
  '13:00',
  '14:00',
  '15:00',
  '16:00',
  '17:00',
  '18:00',
  '19:00',
  '20:00',
  '21:00',
  '22:30',
];
/** What nobody waits for is looked after three times a day. */
const ROUNDS = ['09:00', '14:00', '20:00'];

/** In life the worker runs these every few seconds or minutes; each is named by how soon it may be wanted. */
const atEveryTick = jobsNamed('workshop.sweep');
const inRounds = jobsNamed(
  'booking.sweep',
  'case.escalate',
  'payment.send-payouts',
  'payment.sweep',
  'coupon.issue',
  'coupon.sweep',
);
const forWeather = jobsNamed('weather.poll', 'notification.weather-waves');
const forWaves = jobsNamed('campaign.sweep');

function jobsNamed(/** @type {string[]} */ ...names) {
  const jobs = jobDefinitions.filter(({ name }) => names.includes(name));
  if (jobs.length !== names.length) throw new Error(`Not every one of ${names.join(', ')} is a job`);
  return jobs;
}

/**
 * The jobs of one tick in their order: who is due is told and sent first. What only a warning of the weather or a wave of
 * red packets gives work is run at every tick of such days and in rounds on the others.
 */
export function jobsAt(/** @type {string} */ on, /** @type {string} */ clock, /** @type {boolean} */ engine) {
  const isRound = ROUNDS.includes(clock);
  return [
    ...(engine ? [tellCareJob] : []),
    sendJob,
    ...atEveryTick,
    ...(isRound ? inRounds : []),
    ...(isRound || isRough(on) ? forWeather : []),
    ...(isRound || hasWave(on) ? forWaves : []),
  ];
}
