import {
  type Channel,
  channels,
  type MessageClass,
  type MessageKind,
  type MessageState,
  messageClasses,
  messageKinds,
  messageStates,
} from '@cheban/contracts/constants';
import { isBusinessDate } from '../../../shared/format/time.js';

/** What the delivery log is narrowed to. Pure. */
export interface LogFilter {
  state?: MessageState;
  kind?: MessageKind;
  class?: MessageClass;
  channel?: Channel;
  rule?: string;
  from?: string;
  to?: string;
  plate?: string;
  ownerId?: string;
}

/** Tail of a plate as the API takes it: four to eight letters, digits or Chinese characters. */
export const plateTail = (text: string): string | null => {
  const tail = text.replace(/[\s·]/g, '').toUpperCase();
  return /^[0-9A-Z\p{Script=Han}]{4,8}$/u.test(tail) ? tail : null;
};

const RULE = /^[a-z0-9_.-]{1,30}$/;

/** Reads the address; whatever the API would refuse is left out, so that an old link never ends in an error. */
export function logFilterOf(get: (name: string) => string | undefined): LogFilter {
  const oneOf = <T extends string>(name: string, allowed: readonly T[]) =>
    allowed.find((value) => value === get(name));
  const state = oneOf('state', messageStates);
  const kind = oneOf('kind', messageKinds);
  const messageClass = oneOf('class', messageClasses);
  const channel = oneOf('channel', channels);
  const rule = get('rule');
  const [from, to] = [get('from'), get('to')];
  const plate = plateTail(get('plate') ?? '');
  const ownerId = get('owner');
  return {
    ...(state && { state }),
    ...(kind && { kind }),
    ...(messageClass && { class: messageClass }),
    ...(channel && { channel }),
    ...(rule && RULE.test(rule) && { rule }),
    ...(isBusinessDate(from) && { from }),
    ...(isBusinessDate(to) && { to }),
    ...(plate && { plate }),
    ...(ownerId && { ownerId }),
  };
}

/** Takes every filter out of the address. */
export const nothingChosen = {
  state: undefined,
  kind: undefined,
  class: undefined,
  channel: undefined,
  rule: undefined,
  from: undefined,
  to: undefined,
  plate: undefined,
  owner: undefined,
};
