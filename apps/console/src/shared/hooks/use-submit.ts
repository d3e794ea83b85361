import type { CallOptions } from '@cheban/api-client';
import { type MutateOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useRef } from 'react';
import { Intention, Underway } from '../../app/intention.js';
import { sayError } from '../../app/query-client.js';

interface SubmitOptions<I, V> {
  /** First parts of the query keys to ask for again. */
  refresh?: readonly string[];
  /** Sentence to show when it worked. */
  success?: string | ((view: V) => string);
  onSuccess?: (view: V, input: I) => void;
  /** A form that shows the error itself says so; otherwise it is shown as a message. */
  quiet?: boolean;
  onError?: (error: unknown) => void;
}

/**
 * One intention of a person: calls the API with an idempotency key that stays the same while an answer is uncertain,
 * refreshes what it changed and shows the outcome in Chinese. A double click is one click.
 */
export function useSubmit<I, V>(
  call: (input: I, options?: CallOptions) => Promise<V>,
  options: SubmitOptions<I, V> = {},
) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const intention = useRef(new Intention());
  const underway = useRef(new Underway<V>());
  const mutation = useMutation<V, unknown, I>({
    mutationFn: async (input) => {
      try {
        const view = await call(input, { idempotencyKey: intention.current.keyFor(input) });
        intention.current.settle(null);
        return view;
      } catch (error) {
        intention.current.settle(error);
        throw error;
      }
    },
    onSuccess: (view, input) => {
      for (const area of options.refresh ?? []) void client.invalidateQueries({ queryKey: [area] });
      const text = typeof options.success === 'function' ? options.success(view) : options.success;
      if (text) void message.success(text);
      options.onSuccess?.(view, input);
    },
    onError: (error) => {
      if (!options.quiet) void message.error(sayError(error));
      options.onError?.(error);
      // "State changed, refresh": do it for the person.
      for (const area of options.refresh ?? []) void client.invalidateQueries({ queryKey: [area] });
    },
  });
  const send = mutation.mutateAsync;
  const mutateAsync = useCallback(
    (input: I, more?: MutateOptions<V, unknown, I>) => underway.current.once(input, () => send(input, more)),
    [send],
  );
  const mutate = useCallback(
    (input: I, more?: MutateOptions<V, unknown, I>) => void mutateAsync(input, more).catch(() => undefined),
    [mutateAsync],
  );
  return { ...mutation, mutate, mutateAsync };
}

/** Two ways to send one form, for instance to make a thing or to change it: as one for what shows the form. */
export const eitherOf = (
  one: { isPending: boolean; error: unknown },
  other: { isPending: boolean; error: unknown },
) => ({ isPending: one.isPending || other.isPending, error: one.error ?? other.error });
