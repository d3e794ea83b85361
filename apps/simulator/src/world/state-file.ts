import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Template } from '../templates.js';
import type { Credits } from './credits.js';
import type { Inbox } from './inbox.js';
import type { Person } from './people.js';
import type { AccessTokenDesk } from './tokens.js';
import type { World } from './world.js';

type Saved = {
  version: 1;
  people: Person[];
  credits: ReturnType<Credits['dump']>;
  inbox: ReturnType<Inbox['dump']>;
  tokens: ReturnType<AccessTokenDesk['dump']>;
  templates: Template[];
};

const SAVE_EVERY_MS = 3_000;
// Saving may take at most this share of the time, however much there is to save.
const BUSY_SHARE = 20;

/** Keeps the world in a JSON file, so that phones survive a restart. */
export class StateFile {
  private timer: NodeJS.Timeout | undefined;
  private lastText = '';

  constructor(
    private readonly path: string,
    private readonly world: World,
  ) {}

  /** Reads the file if there is one. @throws Error when it cannot be read as what this class wrote */
  load(): void {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    const saved = JSON.parse(text) as Saved;
    if (saved.version !== 1) throw new Error(`${this.path} is not a state file of this simulator`);
    for (const person of saved.people) {
      const added = this.world.people.put(person, person.followedAt);
      added.followedAt = person.followedAt;
    }
    this.world.credits.load(saved.credits);
    this.world.inbox.load(saved.inbox);
    this.world.tokens.load(saved.tokens);
    for (const template of saved.templates) this.world.templates.set(template.id, template);
    this.lastText = text;
  }

  /** Saves now and then until {@link stop}. */
  start(): void {
    const plan = (delayMs: number) => {
      this.timer = setTimeout(() => {
        const began = performance.now();
        this.save();
        plan(Math.max(SAVE_EVERY_MS, (performance.now() - began) * BUSY_SHARE));
      }, delayMs);
      this.timer.unref();
    };
    plan(SAVE_EVERY_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.save();
  }

  /** Writes the file whole or not at all, and only when something changed. */
  save(): void {
    const { world } = this;
    const saved: Saved = {
      version: 1,
      people: [...world.people.all()],
      credits: world.credits.dump(),
      inbox: world.inbox.dump(),
      tokens: world.tokens.dump(),
      templates: [...world.templates.values()],
    };
    const text = JSON.stringify(saved);
    if (text === this.lastText) return;
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.new`, text);
    renameSync(`${this.path}.new`, this.path);
    this.lastText = text;
  }
}
