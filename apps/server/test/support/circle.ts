import type { World } from './world.js';

/** A topic for everybody; by its name, or the first. */
export async function circleTopic(world: World, name = '用车心得'): Promise<string> {
  const [topic] = await world.rows<{ id: string }>('SELECT id FROM circle_topic WHERE name = ?', [name]);
  if (!topic) throw new Error(`no topic ${name}`);
  return topic.id;
}
