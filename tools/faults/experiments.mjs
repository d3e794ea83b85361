const FAULTS = 'apps/server/test/faults';
const MEDIUM = 'apps/server/test/medium';
const fault = (/** @type {string} */ name) => `${FAULTS}/${name}.faults.spec.ts`;
const medium = (/** @type {string} */ name) => `${MEDIUM}/${name}.medium.spec.ts`;
const alone = (/** @type {string} */ name) => `${MEDIUM}/alone/${name}.medium.spec.ts`;

/**
 * @typedef {object} Tests some tests of one file
 * @property {string} file
 * @property {RegExp} match in the full name (describe and test)
 *
 * @typedef {object} Experiment
 * @property {string} id number in the quality plan
 * @property {string} what is broken
 * @property {string} holds what must hold all the same; I1 to I9 are those of the quality plan
 * @property {Tests[]} proofs tests that break it
 * @property {Tests[]} broken tests that show that a broken variant is caught; empty where the plan asks for none
 */

/** Every experiment of the quality plan that is a test. @type {readonly Experiment[]} */
export const experiments = [
  {
    id: 'E1',
    what: 'a sender killed (SIGKILL) at random points of a batch',
    holds: 'I4 I5; in doubt at most what was under way',
    proofs: [{ file: fault('worker-kill'), match: /\(E1\) tells nobody twice/ }],
    broken: [{ file: fault('worker-kill'), match: /\(E1\) is caught/ }],
  },
  {
    id: 'E2',
    what: 'the same batch loses one worker after the other',
    holds: 'all is sent in the end, nothing fails for having been stalled',
    proofs: [{ file: fault('worker-kill'), match: /\(E1\) tells nobody twice/ }],
    broken: [{ file: fault('worker-kill'), match: /\(E1\) is caught/ }],
  },
  {
    id: 'E4',
    what: 'a worker stands still past its claims, wakes up and goes on',
    holds: 'I4 I5; a worker that is silent raises an alarm',
    proofs: [
      { file: fault('worker-kill'), match: /\(E4\) does nothing twice/ },
      { file: medium('alarms'), match: /that no worker is left/ },
    ],
    broken: [{ file: fault('worker-kill'), match: /\(E4\) is caught/ }],
  },
  {
    id: 'E5',
    what: 'API processes replaced one after the other (SIGTERM) under load',
    holds: 'no request fails; every answer is in the books',
    proofs: [{ file: fault('rolling-restart'), match: /\(E5\) (?!is caught)/ }],
    broken: [{ file: fault('rolling-restart'), match: /\(E5\) is caught/ }],
  },
  {
    id: 'E6',
    what: 'Redis wiped while messages are planned',
    holds: 'I4 I5; nothing lives in Redis only',
    proofs: [{ file: fault('services'), match: /\(E6\) loses none/ }],
    broken: [{ file: fault('services'), match: /\(E6\) is caught/ }],
  },
  {
    id: 'E8',
    what: 'Redis at its memory limit during a grab',
    holds: 'I1 I2; a clean refusal, and on it goes by itself',
    proofs: [{ file: fault('packets'), match: /\(E8\)/ }],
    broken: [{ file: fault('packet-kills'), match: /GET and then DECR/ }],
  },
  {
    id: 'E9',
    what: 'a Redis that evicts or keeps no log, a database that does not flush',
    holds: 'refused at the start in one sentence; readiness sees it later',
    proofs: [{ file: fault('boot'), match: /\(E9\) (?!is caught)/ }],
    broken: [{ file: fault('boot'), match: /\(E9\) is caught/ }],
  },
  {
    id: 'E10',
    what: 'Redis killed, wiped, its scripts forgotten during a burst',
    holds: 'I1 I2; everybody is answered',
    proofs: [
      { file: fault('packets'), match: /during a burst (killed and|wiped (again|while)|back with an)/ },
    ],
    broken: [{ file: fault('packet-kills'), match: /GET and then DECR/ }],
  },
  {
    id: 'E11',
    what: 'MariaDB killed while messages are sent, slots booked, packets grabbed',
    holds: 'I1 I2 I3 I4 I5; every answer of 2xx is there after recovery',
    proofs: [
      { file: fault('services'), match: /\(E11\) tells nobody twice/ },
      { file: fault('booking-kill'), match: /keeps every booking that was answered/ },
      { file: fault('packet-kills'), match: /\(E11\) tells nobody/ },
    ],
    broken: [
      { file: fault('services'), match: /\(E11\) is caught/ },
      { file: fault('booking-kill'), match: /is caught/ },
      { file: fault('packet-kills'), match: /\(E11\) is seen by this checker/ },
    ],
  },
  {
    id: 'E13',
    what: 'a database five seconds late, a pool that is used up, wires that go nowhere',
    holds: '503 at once, nothing piles up, "sold out" is still served, all is well afterwards',
    proofs: [{ file: fault('slow-database'), match: /\(E13\) (?!is caught)/ }],
    broken: [{ file: fault('slow-database'), match: /\(E13\) is caught/ }],
  },
  {
    id: 'E14',
    what: 'eight senders on the same rows',
    holds: 'I4 I5; no cap broken',
    proofs: [{ file: fault('caps'), match: /\(E14\) (?!is caught)/ }],
    broken: [{ file: fault('caps'), match: /\(E14\) is caught/ }],
  },
  {
    id: 'E15',
    what: 'the disk of MariaDB or Redis full',
    holds: 'writes refused with "try again", no answer without its row, all is well when there is room',
    proofs: [{ file: fault('disk-full'), match: /\(E15\) (?!is caught)/ }],
    broken: [{ file: fault('disk-full'), match: /\(E15\) is caught/ }],
  },
  {
    id: 'E16',
    what: 'a crowd three times as big as there are packets, each tapping five times',
    holds: 'I1 I2; the same answer every time',
    proofs: [{ file: fault('packets'), match: /\(E16\)/ }],
    broken: [{ file: fault('packet-kills'), match: /GET and then DECR/ }],
  },
  {
    id: 'E17',
    what: '64 at the last coupon, 1,000 at a hundred, 20 tills with one',
    holds: 'I2; 1 and 100 given, 1 used',
    proofs: [{ file: medium('coupon-races'), match: /gives the last|gives 100 in|uses one coupon once/ }],
    broken: [{ file: medium('coupon-races'), match: /would be (caught|seen)/ }],
  },
  {
    id: 'E18',
    what: '64 clients book, move, drag, cancel, wait and go on leave at once; 200 want five places',
    holds: 'I3 at every instant; what is freed can be taken',
    proofs: [{ file: fault('booking-model'), match: /keeps every bay|exactly five of 200/ }],
    broken: [{ file: fault('booking-model'), match: /sees through counting first/ }],
  },
  {
    id: 'E20',
    what: 'answers lost after the work, 5xx, merchant transfers that err after paying',
    holds: 'I4 I6; the same number again, asked before it is told',
    proofs: [
      { file: fault('provider'), match: /asks again with the same id|survives a storm/ },
      { file: medium('payouts'), match: /is paid once with one number/ },
    ],
    broken: [
      { file: fault('provider'), match: /is caught when a (lost answer|5xx)/ },
      { file: medium('payouts'), match: /would be paid twice/ },
    ],
  },
  {
    id: 'E21',
    what: '43101, 45009, slow and half-open providers',
    holds: 'I5; a credit is spent once, a used-up quota waits',
    proofs: [
      { file: fault('provider'), match: /spends no credit|stops a channel|keeps a batch of reminders/ },
      { file: fault('network'), match: /\(E21\) (?!is caught)/ },
    ],
    broken: [
      { file: fault('provider'), match: /is caught when (a refused|a used-up)/ },
      { file: fault('network'), match: /\(E21\) is caught/ },
    ],
  },
  {
    id: 'E22',
    what: 'a notice a hundred times at once, reordered, late',
    holds: 'one effect, a good answer each time',
    proofs: [
      { file: fault('provider'), match: /\(E22\)/ },
      { file: medium('payment-orders'), match: /a hundred times at once|real repetition/ },
    ],
    broken: [
      { file: fault('provider'), match: /every event writes an end/ },
      { file: medium('payment-orders'), match: /would be paid many times/ },
    ],
  },
  {
    id: 'E23',
    what: 'notices that are forged, old, replayed, altered, for another merchant',
    holds: 'refused, nothing written but an audit row',
    proofs: [{ file: medium('payment-orders'), match: /refuse a notice|take a recorded notice once only/ }],
    broken: [{ file: medium('payment-orders'), match: /nobody kept their nonces/ }],
  },
  {
    id: 'E25',
    what: 'two schedulers that boot at once',
    holds: 'one owner of a tick, none lost',
    proofs: [{ file: fault('caps'), match: /\(E25\) (?!is caught)/ }],
    broken: [{ file: fault('caps'), match: /\(E25\) is caught/ }],
  },
  {
    id: 'E26',
    what: 'an outbox relay killed before or after it publishes; two relays and workers at once',
    holds: 'every event has its effect once',
    proofs: [{ file: fault('relay'), match: /\(E26\) (?!is caught)/ }],
    broken: [{ file: fault('relay'), match: /\(E26\) is caught/ }],
  },
  {
    id: 'E28',
    what: 'every operation of the API document with lawful and spoilt requests',
    holds: 'no 5xx, nothing undocumented, no stack and no SQL',
    proofs: [{ file: medium('fuzz'), match: /examples each (?!would notice)/ }],
    broken: [{ file: medium('fuzz'), match: /would notice an operation/ }],
  },
  {
    id: 'E29',
    what: 'every operation as every role with foreign and missing things',
    holds: 'I7; foreign and missing are answered alike',
    proofs: [
      { file: alone('hostile'), match: /lets every role|answers alike|keeps staff out/ },
      { file: medium('body-ids'), match: /of others is answered like one that does not exist/ },
    ],
    broken: [{ file: alone('hostile'), match: /would notice if (stor|ensure)/ }],
  },
  {
    id: 'E30',
    what: 'unknown fields, `__proto__`, wrong types, repeated parameters',
    holds: 'refused, the row unchanged',
    proofs: [{ file: alone('hostile'), match: /unknown fields/ }],
    broken: [{ file: alone('hostile'), match: /would notice if the schemas/ }],
  },
  {
    id: 'E31',
    what: 'tokens that are forged, foreign, over, used again',
    holds: 'refused; a changed role counts at once',
    proofs: [
      { file: alone('forged'), match: /taken by no route/ },
      { file: medium('staff'), match: /rotates refresh tokens|changed role at once/ },
      { file: medium('owner-login'), match: /uses a code once/ },
    ],
    broken: [{ file: alone('forged'), match: /tokens were not looked up/ }],
  },
  {
    id: 'E32',
    what: 'XML with entities and document types, ten megabytes, deep JSON',
    holds: 'refused before it is read',
    proofs: [
      { file: alone('forged'), match: /with entities or without/ },
      { file: alone('hostile'), match: /ten megabytes/ },
      { file: medium('callback'), match: /document types/ },
    ],
    broken: [{ file: alone('forged'), match: /noticed if they were read/ }],
  },
  {
    id: 'E34',
    what: 'names that are formulas, in every export',
    holds: 'no cell runs',
    proofs: [{ file: alone('hostile'), match: /run as a formula/ }],
    broken: [{ file: alone('hostile'), match: /run as a formula/ }],
  },
  {
    id: 'E35',
    what: 'one person who floods, forged addresses, a tap before the time',
    holds: 'the limit meets the one who floods, nobody else',
    proofs: [{ file: fault('abuse'), match: /\(E35\) (?!is caught)/ }],
    broken: [{ file: fault('abuse'), match: /\(E35\) is caught/ }],
  },
  {
    id: 'E36',
    what: 'numbers and names of people through every flow; keys changed half-way; a wish to be deleted',
    holds:
      'I9: in clear in no table, dump, Redis, queue, log, error or list; deleted but for what the law keeps',
    proofs: [
      { file: medium('personal-data'), match: /stands nowhere|is masked in|in a dump|moves to a new key/ },
      { file: medium('privacy'), match: /waits for what is under way|says nothing but/ },
      { file: medium('backup'), match: /copies everything, encrypted/ },
    ],
    broken: [{ file: medium('personal-data'), match: /seen where/ }],
  },
  {
    id: 'E38',
    what: 'a second yes by the one who asked, twice, by two at once',
    holds: 'refused; done exactly once',
    proofs: [
      { file: fault('packets'), match: /\(E38\) (?!is caught)/ },
      { file: medium('payment-orders'), match: /want a second person/ },
    ],
    broken: [{ file: fault('packets'), match: /\(E38\) is caught/ }],
  },
  {
    id: 'E39',
    what: 'photos that are something else, unpack absurdly, say where they were taken',
    holds: 'refused or drawn anew',
    proofs: [
      { file: medium('photos'), match: /draws an upload anew|shows a photo as|refuses/ },
      { file: medium('import-formats'), match: /unpacks absurdly/ },
    ],
    broken: [{ file: medium('photos'), match: /would be seen to keep/ }],
  },
  {
    id: 'E40',
    what: '10 % loss, 200 ms, a partition, cuts on the wires to Redis, MySQL, WeChat, alone and in pairs',
    holds: 'I1 to I5; people hear of nothing but "busy, try again"',
    proofs: [{ file: fault('network'), match: /\(E40\) (?!is caught)/ }],
    broken: [{ file: fault('network'), match: /\(E21\) is caught/ }],
  },
];
