import type { ListArrangement, StaffMeView } from '@cheban/contracts';
import type { StaffList } from '@cheban/contracts/constants';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { asItComes } from './views.js';

/** How I want to see a list, and how to change it: at once here, then on the server for every browser of mine. */
export function useArrangement(list: StaffList): {
  arrangement: ListArrangement;
  change(next: ListArrangement): void;
} {
  const { me } = useWorkplace();
  const client = useQueryClient();
  const save = useSubmit((body: ListArrangement, options) => api.staffAuth.saveList({ body }, options), {
    onError: () => void client.invalidateQueries({ queryKey: ['me'] }),
  });
  const arrangement = me.lists.find((one) => one.list === list) ?? asItComes(list);
  const change = (next: ListArrangement) => {
    client.setQueryData<StaffMeView>(
      ['me'],
      (known) => known && { ...known, lists: [...known.lists.filter((one) => one.list !== list), next] },
    );
    save.mutate(next);
  };
  return { arrangement, change };
}
