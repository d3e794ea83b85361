import type { ListArrangement, StaffMeView } from '@cheban/contracts';
import type { StaffList } from '@cheban/contracts/constants';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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
  // What was just clicked: the copy in the cache reaches this page a turn later, and a checkbox would jump back and forth.
  const [mine, setMine] = useState<ListArrangement | null>(null);
  const save = useSubmit((body: ListArrangement, options) => api.staffAuth.saveList({ body }, options), {
    onError: () => {
      setMine(null);
      void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const known = me.lists.find((one) => one.list === list) ?? asItComes(list);
  const arrangement = mine?.list === list ? mine : known;
  const change = (next: ListArrangement) => {
    setMine(next);
    client.setQueryData<StaffMeView>(
      ['me'],
      (now) => now && { ...now, lists: [...now.lists.filter((one) => one.list !== list), next] },
    );
    save.mutate(next);
  };
  return { arrangement, change };
}
