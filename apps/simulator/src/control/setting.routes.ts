import type { FastifyInstance } from 'fastify';
import { applySettings } from '../world/settings.js';
import type { World } from '../world/world.js';
import { ControlError, controlBody, type Json, numberOf, textOf } from './control-route.js';

/** Settings, templates, tokens, pushes and the clock. */
export function addSettingRoutes(app: FastifyInstance, world: World): void {
  const change = (target: object, body: Json) => {
    const refused = applySettings(target, body);
    if (refused.length > 0)
      throw new ControlError(400, `unknown or of the wrong type: ${refused.join(', ')}`);
    return world.settings;
  };
  app.get('/health', () => ({ ok: true, people: world.people.count }));
  app.get('/settings', () => world.settings);
  app.put('/settings', (request) => change(world.settings, controlBody(request)));

  app.get('/pushes', () => ({ counts: world.pusher.counts, recent: world.pusher.recent() }));
  app.put('/pushes', (request) => change(world.settings.pushes, controlBody(request)));
  app.post('/pushes/flush', async () => {
    await world.pusher.idle();
    return { counts: world.pusher.counts };
  });

  app.get('/templates', () => ({
    templates: [...world.templates.values()],
    smsTemplates: [...world.smsTemplates.values()],
  }));
  app.post('/templates', (request) => {
    const body = controlBody(request);
    const keys = body.keys;
    if (body.kind !== 'subscribe' && body.kind !== 'template') {
      throw new ControlError(400, 'kind is subscribe or template');
    }
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) {
      throw new ControlError(400, 'keys must map template keys to labels');
    }
    const template = { id: textOf(body, 'id'), kind: body.kind, title: textOf(body, 'title'), keys };
    world.templates.set(template.id, { ...template, keys: keys as Record<string, string> } as never);
    return template;
  });
  app.delete('/templates/:id', (request) => {
    const { id } = request.params as { id: string };
    if (!world.templates.delete(id)) throw new ControlError(404, `no template ${id}`);
    return {};
  });
  app.post('/sms-templates', (request) => {
    const body = controlBody(request);
    const { kind } = body;
    if (kind !== 'verification' && kind !== 'notice' && kind !== 'promotion') {
      throw new ControlError(400, 'kind is verification, notice or promotion');
    }
    const template = { code: textOf(body, 'code'), kind, text: textOf(body, 'text') } as const;
    world.smsTemplates.set(template.code, template);
    return template;
  });

  // expire: 42001; revoke: 40001, as if somebody else had fetched a token.
  app.post('/tokens/expire', () => {
    world.tokens.end('expire');
    return {};
  });
  app.post('/tokens/revoke', () => {
    world.tokens.end('revoke');
    return {};
  });

  app.get('/clock', () => ({
    offsetMs: world.clock.offsetMs,
    now: new Date(world.clock.now()).toISOString(),
  }));
  app.put('/clock', (request) => {
    world.clock.offsetMs = numberOf(controlBody(request), 'offsetMs');
    return { offsetMs: world.clock.offsetMs, now: new Date(world.clock.now()).toISOString() };
  });

  app.post('/reset', () => {
    world.reset();
    return {};
  });
}
