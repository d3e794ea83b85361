import type { CareRuleBody } from '@cheban/contracts';
import { channelLabel, whyNoWechat } from '@cheban/contracts/constants';
import { Button, Checkbox } from 'antd';
import { Icon } from '../../../shared/ui/icon.js';
import { moveChannel, type RuleChannel, type RuleField } from './draft.js';

const all: readonly RuleChannel[] = ['subscribe', 'official_account', 'sms', 'call_task'];
const hint: Record<RuleChannel, string> = {
  subscribe: '车主每授权一次可发一条，免费',
  official_account: '关注公众号的车主，免费',
  sms: '按条计费，需车主同意',
  call_task: '都没送到时，给顾问派一个电话任务',
};

/** Ways to the owner, tried from top to bottom until one works; the inbox always has the message. */
export function ChannelsForm({
  body,
  templates,
  paused,
  disabled,
  problem,
  onChange,
}: {
  body: CareRuleBody;
  /** Of the rule's kind; null while they are not known. */
  templates: readonly RuleField[] | null;
  /** Channels that wait for somebody to mend their template. */
  paused: readonly RuleChannel[];
  disabled: boolean;
  problem?: string | undefined;
  onChange(body: CareRuleBody): void;
}) {
  const { channels } = body;
  // Nobody is called about what has happened: the message stays in the inbox.
  const possible = body.trigger.type === 'event' ? all.filter((channel) => channel !== 'call_task') : all;
  const rows = [...channels, ...possible.filter((channel) => !channels.includes(channel))];
  const set = (next: RuleChannel[]) => onChange({ ...body, channels: next });
  const bare = (channel: RuleChannel) =>
    paused.includes(channel) ||
    (channel !== 'call_task' && templates !== null && !templates.some((field) => field.channel === channel));
  const skipped = (channel: RuleChannel) =>
    (paused.includes(channel) && '模板缺失，已暂停；模板恢复后再用') ||
    (channel !== 'sms' && whyNoWechat(body.kind)) ||
    '这类消息还没有模板，会跳过';
  return (
    <div>
      {problem && (
        <p className="words-problem" role="alert">
          {problem}
        </p>
      )}
      <ol className="channels" data-testid="rule-channels">
        {rows.map((channel) => {
          const place = channels.indexOf(channel);
          const used = place >= 0;
          return (
            <li key={channel} className={used ? '' : 'off'}>
              <span className="channel-place num">{used ? place + 1 : ''}</span>
              <Checkbox
                checked={used}
                disabled={disabled}
                onChange={({ target }) =>
                  set(target.checked ? [...channels, channel] : channels.filter((one) => one !== channel))
                }
              >
                {channelLabel[channel]}
              </Checkbox>
              <span className={`small ${used && bare(channel) ? 'text-amber' : 'muted'}`}>
                {bare(channel) ? skipped(channel) : hint[channel]}
              </span>
              {used && !disabled && (
                <span className="channel-move">
                  <Button
                    size="small"
                    type="text"
                    aria-label={`${channelLabel[channel]}：上移`}
                    disabled={place === 0}
                    icon={<Icon name="up" size={14} />}
                    onClick={() => set(moveChannel(channels, channel, -1))}
                  />
                  <Button
                    size="small"
                    type="text"
                    aria-label={`${channelLabel[channel]}：下移`}
                    disabled={place === channels.length - 1}
                    icon={<Icon name="down" size={14} />}
                    onClick={() => set(moveChannel(channels, channel, 1))}
                  />
                </span>
              )}
            </li>
          );
        })}
        <li className="fixed">
          <span className="channel-place">
            <Icon name="check" size={13} />
          </span>
          <span>{channelLabel.inbox}</span>
          <span className="small muted">小程序里的消息中心，始终保留一份</span>
        </li>
      </ol>
    </div>
  );
}
