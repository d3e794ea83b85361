import './sessions.css';
import type { StaffActivityView, StaffSessionView } from '@cheban/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useMay } from '../../app/me.js';
import { useActivity } from '../../features/activity/queries.js';
import { isToCome, sessionWhen } from '../../features/activity/session-words.js';
import { ActivityTag } from '../../features/activity/tags.js';
import { CodePanel } from '../../features/photo/code-panel.js';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { stamp } from '../../shared/format/time.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { Icon } from '../../shared/ui/icon.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { EndDialog } from './end-dialog.js';
import { OwnerPreview } from './owner-preview.js';
import { PublishButton } from './publish-button.js';
import { SessionLayer } from './session-layer.js';
import { SessionTable } from './session-table.js';

function Activity({ activity }: { activity: StaffActivityView }) {
  const may = useMay();
  const navigate = useNavigate();
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const adding = search.get('session') === 'new';
  const [changing, setChanging] = useState<StaffSessionView | null>(null);
  const [ending, setEnding] = useState(false);
  const toCome = activity.sessions.filter((session) => isToCome(session, now));
  const manages = may('activity.manage') && activity.state !== 'cancelled';
  const add = () => setSearch({ session: 'new' }, { replace: true });
  return (
    <>
      <PageHead
        tab={activity.title}
        back={{ to: '/activities', label: '活动' }}
        title={
          <>
            {activity.title} <ActivityTag state={activity.state} />
          </>
        }
        sub={[...new Set([activity.kindLabel, activity.storeName, activity.place])].join(' · ')}
        actions={
          manages && (
            <>
              {activity.state === 'draft' && <PublishButton activity={activity} ready={toCome.length > 0} />}
              <Button
                data-testid="activity-edit"
                onClick={() => void navigate(`/activities/${activity.id}/edit`)}
              >
                修改内容
              </Button>
              <Button danger data-testid="activity-cancel" onClick={() => setEnding(true)}>
                取消活动
              </Button>
            </>
          )
        }
      />
      <div className="two-columns">
        <div className="stack">
          <Panel
            flush
            title="场次"
            extra={
              manages && (
                <Button
                  size="small"
                  icon={<Icon name="plus" size={14} />}
                  data-testid="session-add"
                  onClick={add}
                >
                  加场次
                </Button>
              )
            }
          >
            {activity.sessions.length === 0 ? (
              <Empty
                icon="calendar"
                title="还没有场次"
                text="安排好时间和名额，就可以发布了。"
                action={
                  manages && (
                    <Button type="primary" onClick={add}>
                      加第一场
                    </Button>
                  )
                }
              />
            ) : (
              <SessionTable
                sessions={activity.sessions}
                now={now}
                onChange={manages ? setChanging : undefined}
              />
            )}
          </Panel>
          {activity.photos.length > 0 && (
            <Panel
              title="照片"
              extra={
                manages && (
                  <Link to={`/activities/${activity.id}/edit`} className="small">
                    添加现场照片
                  </Link>
                )
              }
            >
              <PhotoStrip photos={activity.photos.map((photo) => ({ photo }))} />
            </Panel>
          )}
          <Panel title="情况">
            <Facts
              rows={[
                ['地点', activity.place],
                ['报名问题', activity.fields.map(({ label }) => label).join('、') || '不问'],
                ['策划', `${activity.createdBy} · ${stamp(activity.createdAt)}`],
              ]}
            />
          </Panel>
        </div>
        <aside className="stack">
          <Panel title="车主看到的样子">
            <OwnerPreview
              draft={activity}
              storeName={activity.storeName}
              sessions={toCome.map(sessionWhen)}
            />
          </Panel>
          {activity.state === 'published' && toCome.length > 0 && (
            <CodePanel area="activity" id={activity.id} title={activity.title} />
          )}
        </aside>
      </div>
      {adding && (
        <SessionLayer activity={activity} session={null} onClose={() => setSearch({}, { replace: true })} />
      )}
      {changing && <SessionLayer activity={activity} session={changing} onClose={() => setChanging(null)} />}
      {ending && (
        <EndDialog
          what={{ activityId: activity.id }}
          title={activity.title}
          sessions={toCome}
          onClose={() => setEnding(false)}
        />
      )}
    </>
  );
}

/** One activity: its sessions and what becomes of them. */
export default function ActivityPage() {
  const { id = '' } = useParams();
  return (
    <Loaded query={useActivity(id)} missing="没有找到这个活动" blocks={[56, 320]}>
      {(activity) => <Activity key={activity.id} activity={activity} />}
    </Loaded>
  );
}
