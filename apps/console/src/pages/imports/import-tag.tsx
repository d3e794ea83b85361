import type { ImportView } from '@cheban/contracts';
import { importStateLabel } from '@cheban/contracts/constants';
import { Tag, type Tone } from '../../shared/ui/tag.js';

const stateTone: Record<ImportView['state'], Tone> = {
  uploaded: 'amber',
  queued: 'blue',
  running: 'blue',
  done: 'green',
  failed: 'red',
};

/** State of an import; a trial run that is done says so, because nothing was written yet. */
export const ImportTag = ({ entry }: { entry: ImportView }) => (
  <Tag tone={entry.dryRun && entry.state === 'done' ? 'amber' : stateTone[entry.state]}>
    {entry.dryRun && entry.state === 'done' ? '已试运行' : importStateLabel[entry.state]}
  </Tag>
);
