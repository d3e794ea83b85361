import type { StaffList } from '@cheban/contracts/constants';
import type { ComponentProps } from 'react';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { ListPanel } from '../../shared/ui/list-panel.js';
import { ListMenu } from './list-menu.js';
import { useArrangement } from './use-arrangement.js';

type PanelProps<T> = ComponentProps<typeof ListPanel<T>>;

/** A list that everybody may arrange: views to come back to, and on a wide screen the columns that are shown. */
export function ArrangedPanel<T>({
  list,
  keeps,
  bar,
  columns,
  ...panel
}: PanelProps<T> & {
  list: StaffList;
  /** Filters of the address that a view keeps. Never words somebody searched for. */
  keeps: readonly string[];
}) {
  const { arrangement, change } = useArrangement(list);
  const phone = usePhone();
  // What a row is known by stays.
  const [first, ...rest] = columns;
  const shown = rest.filter(({ key }) => !arrangement.hidden.includes(key));
  return (
    <ListPanel<T>
      {...panel}
      columns={first ? [first, ...shown] : []}
      bar={
        <>
          {bar}
          <ListMenu
            arrangement={arrangement}
            keeps={keeps}
            filters={panel.filters}
            columns={phone ? [] : rest}
            onChange={change}
          />
        </>
      }
    />
  );
}
