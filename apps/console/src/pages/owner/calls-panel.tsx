import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { whenShort } from '../../shared/format/time.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';

/** Calls that wait for this person. Nothing is shown while there are none. */
export function CallsPanel({ ownerId, onOpen }: { ownerId: string; onOpen(id: string): void }) {
  const may = useMay();
  const query = useQuery({
    queryKey: ['calls', 'owner', ownerId],
    queryFn: () => api.followUp.list({ query: { ownerId, pageSize: 10 } }),
    enabled: may('task.read'),
  });
  const calls = query.data?.items ?? [];
  if (calls.length === 0) return null;
  return (
    <Panel title="待打的电话" flush>
      <ul className="side-list">
        {calls.map((call) => (
          <li key={call.id}>
            <button
              type="button"
              className="plain-button side-link-button"
              data-testid="owner-call-row"
              onClick={() => onOpen(call.id)}
            >
              {call.title}
            </button>
            <span className="row-gap small muted">
              {whenShort(call.dueAt)} 前 · {call.assigneeName ?? '还没分派'}
              {call.overdue && (
                <Tag tone="red" icon="alert">
                  已逾期
                </Tag>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
