import type { FastifyInstance } from 'fastify';
import { openTarget } from '../h5-link.js';
import { findPeople } from '../world/find-people.js';
import type { Channel } from '../world/inbox.js';
import type { Person, PersonInput } from '../world/people.js';
import type { World } from '../world/world.js';
import { ControlError, controlBody, controlQuery, numberOf, personOf, textOf } from './control-route.js';

const FIELDS = ['openid', 'oaOpenid', 'unionid', 'nickname', 'phone', 'plate', 'follower'];

/** People, their codes, consents and what they do with their phones. */
export function addPeopleRoutes(app: FastifyInstance, world: World): void {
  app.get('/people', (request) => {
    const { search = '', limit } = controlQuery(request);
    const people = findPeople(world, search, Math.min(1000, Number(limit) || 100));
    return { total: world.people.count, people: people.map((person) => summary(world, person)) };
  });

  // One person, or {people: [...]} for many at once.
  app.post('/people', (request) => {
    const body = controlBody(request);
    if (!Array.isArray(body.people)) return world.putPerson(readPerson(body));
    const inputs = body.people.map(readPerson);
    for (const input of inputs) world.putPerson(input);
    return { count: inputs.length };
  });

  app.get('/people/:openid', (request) => {
    const person = personOf(world, request);
    return { ...summary(world, person), credits: world.credits.of(person.openid) };
  });

  app.post('/people/:openid/login-code', (request) => ({
    code: world.codes.mint('login', personOf(world, request).openid),
  }));
  app.post('/people/:openid/phone-code', (request) => ({
    code: world.codes.mint('phone', personOf(world, request).openid),
  }));
  app.post('/people/:openid/web-code', (request) => ({
    code: world.codes.mint('web', personOf(world, request).openid),
  }));

  app.post('/people/:openid/subscribe', (request) =>
    answerSubscribe(world, personOf(world, request), controlBody(request)),
  );

  app.post('/people/:openid/follow', (request) => {
    const person = personOf(world, request);
    const { scene } = controlBody(request);
    world.people.setFollower(person, true, world.clock.seconds());
    world.events.follow(person, typeof scene === 'string' ? scene : null);
    return person;
  });
  app.post('/people/:openid/unfollow', (request) => {
    const person = personOf(world, request);
    world.people.setFollower(person, false, world.clock.seconds());
    world.events.unfollow(person);
    return person;
  });
  // Scanning the account's QR code follows the account first, if need be.
  app.post('/people/:openid/scan', (request) => {
    const person = personOf(world, request);
    const scene = textOf(controlBody(request), 'scene');
    if (person.follower) world.events.scan(person, scene);
    else {
      world.people.setFollower(person, true, world.clock.seconds());
      world.events.follow(person, scene);
    }
    return person;
  });

  app.post('/people/:openid/sms-reply', (request) => {
    const person = personOf(world, request);
    if (person.phone === '') throw new ControlError(409, 'this person has no phone number');
    world.events.smsReply(person.phone, textOf(controlBody(request), 'content'), world.sms.nextSequence());
    return { sent: true };
  });

  // The address that opens the H5 app as this person, at a page or at what a message points to.
  app.post('/people/:openid/open', (request) => {
    const person = personOf(world, request);
    const { page, deliveryId } = controlBody(request);
    return {
      url: openTarget(world, person, {
        page: typeof page === 'string' ? page : undefined,
        deliveryId: typeof deliveryId === 'number' ? deliveryId : undefined,
      }),
    };
  });
  app.post('/people/:openid/read', (request) => {
    const person = personOf(world, request);
    world.inbox.markRead(person.openid, controlBody(request).channel as Channel | undefined);
    return { unread: world.inbox.unreadOf(person.openid) };
  });

  // Credits for many people at once, as if each had accepted `count` times; pushes nothing.
  app.post('/credits', (request) => {
    const body = controlBody(request);
    const templateId = textOf(body, 'templateId');
    const count = numberOf(body, 'count');
    const openids = Array.isArray(body.openids)
      ? body.openids.map(String)
      : [...world.people.all()].map((person) => person.openid);
    for (const openid of openids) world.credits.add(openid, templateId, count);
    return { people: openids.length };
  });
}

function readPerson(raw: unknown): PersonInput {
  const body = (raw ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(body).find((name) => !FIELDS.includes(name));
  if (unknown) throw new ControlError(400, `a person has no field ${unknown}`);
  for (const name of FIELDS) {
    const kind = name === 'follower' ? 'boolean' : 'string';
    if (body[name] !== undefined && typeof body[name] !== kind)
      throw new ControlError(400, `${name} must be a ${kind}`);
  }
  return body as PersonInput;
}

function summary(world: World, person: Person) {
  const last = world.inbox.last(person.openid);
  return {
    ...person,
    unread: world.inbox.unreadOf(person.openid),
    creditTotal: world.credits.total(person.openid),
    last: last
      ? {
          channel: last.channel,
          preview: last.channel === 'sms' ? (last.data.text ?? '') : last.title,
          receivedAt: new Date(last.receivedAt).toISOString(),
        }
      : null,
  };
}

/**
 * What a person answers in the subscribe pop-up, or (with `source: "settings"`) on the settings page:
 * an accept adds one credit, a reject on the settings page takes all of them.
 */
function answerSubscribe(world: World, person: Person, body: Record<string, unknown>) {
  const results = Object.entries((body.results ?? {}) as Record<string, unknown>);
  const isSettings = body.source === 'settings';
  if (results.length === 0) throw new ControlError(400, 'results must map template ids to accept or reject');
  for (const [templateId, status] of results) {
    if (status !== 'accept' && status !== 'reject')
      throw new ControlError(400, 'a result is accept or reject');
    if (world.templates.get(templateId)?.kind !== 'subscribe') {
      throw new ControlError(404, `no subscribe template ${templateId}`);
    }
  }
  for (const [templateId, status] of results) {
    if (status === 'accept') world.credits.add(person.openid, templateId, 1);
    else if (isSettings) world.credits.drop(person.openid, templateId);
  }
  if (isSettings) {
    const rejected = results.filter(([, status]) => status === 'reject').map(([templateId]) => templateId);
    if (rejected.length > 0) world.events.settingsReject(person, rejected);
  } else {
    world.events.popup(
      person,
      results.map(([templateId, status]) => ({ templateId, status: status as 'accept' | 'reject' })),
    );
  }
  return { credits: world.credits.of(person.openid) };
}
