import './care-why.css';
import type { CareStory } from '@cheban/contracts';
import { channelLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { sayError } from '../../app/query-client.js';
import { dateOfInstant, dayWords, whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import type { IconName } from '../../shared/ui/icon.js';
import { Layer } from '../../shared/ui/layer.js';
import { Panel } from '../../shared/ui/page.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';

const look: Record<CareStory['outcome'], { tone: Tone; icon: IconName; label: string }> = {
  told: { tone: 'green', icon: 'check', label: '已通知' },
  coming: { tone: 'blue', icon: 'clock', label: '将通知' },
  held: { tone: 'amber', icon: 'clock', label: '暂缓' },
  stopped: { tone: 'grey', icon: 'close', label: '不再发' },
  missed: { tone: 'red', icon: 'alert', label: '错过' },
  failed: { tone: 'red', icon: 'alert', label: '没送到' },
  unknown: { tone: 'amber', icon: 'alert', label: '结果不明' },
};

/** How many stories fit beside the timeline. */
const SHORT = 3;

function Story({ story, whole }: { story: CareStory; whole: boolean }) {
  const { label, ...tag } = look[story.outcome];
  return (
    <li className="why-item" data-testid="why-item">
      <p className="why-top">
        <span className="strong">{story.rule}</span>
        <Tag {...tag}>{label}</Tag>
        <span className="why-when num">
          {whole ? whenWords(story.at) : dayWords(dateOfInstant(story.at))}
        </span>
      </p>
      <p className="hint">
        {story.channel && `${channelLabel[story.channel]}：`}
        {story.why}
      </p>
      {whole && (
        <>
          {story.text && (
            <p className="why-text">
              <b>{story.title}</b> {story.text}
            </p>
          )}
          <p className="hint">
            {story.model && `${plateText(story.plate)} ${story.model} · `}
            {story.code === null ? '不属于提醒规则' : <Link to={`/care/rules/${story.code}`}>看规则</Link>}
          </p>
        </>
      )}
    </li>
  );
}

function Stories({ stories, whole }: { stories: readonly CareStory[]; whole: boolean }) {
  return (
    <ul>
      {stories.map((story, index) => (
        <Story
          key={`${story.code ?? story.rule}-${story.at}-${index.toString()}`}
          story={story}
          whole={whole}
        />
      ))}
    </ul>
  );
}

/** Why this owner did or did not get each message, and what comes in the next 60 days. */
export function CareWhyPanel({ ownerId }: { ownerId: string }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['care-why', ownerId],
    queryFn: () => api.careCalendar.why({ params: { id: ownerId } }),
    enabled: may('care.read'),
  });
  if (!may('care.read')) return null;
  const view = query.data;
  const more = view ? view.past.length + view.coming.length > 0 : false;
  return (
    <Panel
      title="为什么收到 / 没收到"
      extra={
        more && (
          <Button type="link" size="small" data-testid="care-why-all" onClick={() => setOpen(true)}>
            全部
          </Button>
        )
      }
    >
      {query.isPending && <Bone height={64} />}
      {query.isError && !view && (
        <p className="muted">
          {sayError(query.error)}{' '}
          <button type="button" className="plain-button" onClick={() => void query.refetch()}>
            重试
          </button>
        </p>
      )}
      {view && (
        <div data-testid="care-why">
          {view.notes.map((note) => (
            <p key={note} className="why-note">
              {note}
            </p>
          ))}
          <h3 className="why-head">今后 60 天</h3>
          {view.coming.length === 0 ? (
            <p className="hint">没有安排好的消息。</p>
          ) : (
            <Stories stories={view.coming.slice(0, SHORT)} whole={false} />
          )}
          <h3 className="why-head">最近</h3>
          {view.past.length === 0 ? (
            <p className="hint">还没有发过消息。</p>
          ) : (
            <Stories stories={view.past.slice(0, SHORT)} whole={false} />
          )}
        </div>
      )}
      <Layer
        open={open}
        title="为什么收到 / 没收到"
        width={560}
        testId="care-why-layer"
        onClose={() => setOpen(false)}
      >
        {view && (
          <div className="stack">
            <section>
              <h3 className="why-head">今后 60 天（{view.coming.length}）</h3>
              <Stories stories={view.coming} whole />
            </section>
            <section>
              <h3 className="why-head">过去（{view.past.length}）</h3>
              <Stories stories={view.past} whole />
              <p className="hint">
                每条消息的发送过程见<Link to={`/care/messages?owner=${ownerId}&all=1`}>发送记录</Link>。
              </p>
            </section>
          </div>
        )}
      </Layer>
    </Panel>
  );
}
