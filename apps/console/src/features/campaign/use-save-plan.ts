import type { CallOptions } from '@cheban/api-client';
import { useNavigate } from 'react-router';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';

type Send<I, V> = (input: I, options?: CallOptions) => Promise<V>;
/** Where drafts are kept; campaigns and games have the same. */
interface DraftDesk<P, V> {
  create: Send<{ body: P }, V>;
  update: Send<{ params: { id: string }; body: { version: number; plan: P } }, V>;
  submit: Send<{ params: { id: string } }, V>;
}

/**
 * Saves a plan, new or changed, and opens its page; with `ask` the second person is asked at once. A plan that cannot be
 * submitted yet is saved all the same, and its page says why.
 */
export function useSavePlan<P, V extends { id: string; version: number }>(
  desk: DraftDesk<P, V>,
  known: V | null,
  { areas, path }: { areas: readonly string[]; path: string },
) {
  const navigate = useNavigate();
  const options = {
    refresh: areas,
    quiet: true,
    onSuccess: (view: V) => void navigate(`${path}/${view.id}`),
  };
  const create = useSubmit(desk.create, { ...options, success: '草稿已保存' });
  const update = useSubmit(desk.update, { ...options, success: '已保存' });
  const submit = useSubmit(desk.submit, { refresh: areas, success: '已提交，等第二个人批准' });
  function save(plan: P, ask = false) {
    const saved = known
      ? update.mutateAsync({ params: { id: known.id }, body: { version: known.version, plan } })
      : create.mutateAsync({ body: plan });
    // A refused draft is said at the form.
    void saved.then((view) => ask && submit.mutate({ params: { id: view.id } })).catch(() => undefined);
  }
  return { save, state: eitherOf(create, update) };
}
