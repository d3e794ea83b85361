import type { Segment, SegmentCondition } from '@cheban/contracts';
import { type SegmentField, type SegmentFieldName, segmentFields } from '@cheban/contracts/constants';

/**
 * An audience as a form shows it: groups of conditions that all, any or none must hold. Pure; the server's own shape
 * (and / or / not) goes in and comes out.
 */
export type Join = 'all' | 'any' | 'none';
export const joinLabel: Record<Join, string> = {
  all: '满足全部条件',
  any: '满足任一条件',
  none: '排除满足以下任一条件的',
};

export interface ConditionNode {
  id: string;
  type: 'condition';
  field: SegmentFieldName;
  /** "Is not" for lists; ranges and yes/no questions have no such switch. */
  negated: boolean;
  /** For lists. */
  list: string[];
  /** For ranges; either end may be open. */
  range: [number | null, number | null];
  /** For yes/no questions. */
  yes: boolean;
}
export interface GroupNode {
  id: string;
  type: 'group';
  join: Join;
  items: AudienceNode[];
}
export type AudienceNode = ConditionNode | GroupNode;

let lastId = 0;
const newId = () => `n${++lastId}`;

/** Field tables as the widest type, so that optional parts may be asked for. */
export const fieldOf = (name: SegmentFieldName): SegmentField => segmentFields[name];

export const newCondition = (field: SegmentFieldName): ConditionNode => ({
  id: newId(),
  type: 'condition',
  field,
  negated: false,
  list: [],
  range: [null, null],
  yes: true,
});
export const newGroup = (join: Join, items: AudienceNode[] = []): GroupNode => ({
  id: newId(),
  type: 'group',
  join,
  items,
});

function fromCondition(condition: SegmentCondition): ConditionNode {
  const node = newCondition(condition.field);
  const { value } = condition;
  if (typeof value === 'boolean') return { ...node, yes: value };
  if (condition.op === 'between') {
    const [from, to] = value as [number | null, number | null];
    return { ...node, range: [from, to] };
  }
  return { ...node, negated: condition.op === 'not_in', list: value.map(String) };
}

function nodeOf(segment: Segment): AudienceNode {
  if ('all' in segment) return newGroup('all', segment.all.map(nodeOf));
  if ('any' in segment) return newGroup('any', segment.any.map(nodeOf));
  if ('not' in segment) {
    const inner = segment.not;
    return newGroup('none', 'any' in inner ? inner.any.map(nodeOf) : [nodeOf(inner)]);
  }
  return fromCondition(segment);
}

/** The form of an audience; `null` (everyone) is an empty list of conditions. */
export function formOfSegment(segment: Segment | null): GroupNode {
  if (segment === null) return newGroup('all');
  const node = nodeOf(segment);
  return node.type === 'group' ? node : newGroup('all', [node]);
}

/** Whether something was chosen or typed into a condition. */
export function complete(node: ConditionNode): boolean {
  const { type } = fieldOf(node.field);
  if (type === 'yes_no') return true;
  if (type === 'number') {
    const [from, to] = node.range;
    return (from !== null || to !== null) && (from === null || to === null || from <= to);
  }
  return node.list.length > 0;
}

function conditionOf(node: ConditionNode): SegmentCondition {
  const { type } = fieldOf(node.field);
  if (type === 'yes_no') return { field: node.field, op: 'is', value: node.yes };
  if (type === 'number') return { field: node.field, op: 'between', value: node.range };
  return { field: node.field, op: node.negated ? 'not_in' : 'in', value: node.list };
}

function segmentOfNode(node: AudienceNode): Segment | null {
  if (node.type === 'condition') return complete(node) ? conditionOf(node) : null;
  const items = node.items.flatMap((item) => segmentOfNode(item) ?? []);
  const [first] = items;
  if (!first) return null;
  if (node.join === 'none') return { not: items.length === 1 ? first : { any: items } };
  // One condition needs no group around it: the audience stays as flat as it was meant.
  return items.length === 1 ? first : node.join === 'all' ? { all: items } : { any: items };
}

/** The audience that a form stands for; unfinished conditions are left out, none at all is everyone (`null`). */
export const segmentOfForm = (form: GroupNode): Segment | null => segmentOfNode(form);

/** Conditions that are not finished: shown at the field, and a reason not to save. */
export function unfinished(node: AudienceNode): ConditionNode[] {
  if (node.type === 'condition') return complete(node) ? [] : [node];
  return node.items.flatMap(unfinished);
}

/** A copy of the tree with one node changed, or taken out when `change` answers null. */
export function changeNode(
  group: GroupNode,
  id: string,
  change: (node: AudienceNode) => AudienceNode | null,
): GroupNode {
  const items = group.items.flatMap((item) => {
    const next = item.id === id ? change(item) : item.type === 'group' ? changeNode(item, id, change) : item;
    return next ?? [];
  });
  return { ...group, items };
}
