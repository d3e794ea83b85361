import type { ExportView, PrivacyView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Resource } from '@/shared/data/resource';
import { dateOf, sayDate, sayInstant } from '@/shared/format/when';
import { Button, Card, Notice, ResourcePage, Toggle } from '@/shared/ui';
import { CodeLine, isCode } from './code-line';

export interface PrivacyScreenProps {
  privacy: Resource<PrivacyView>;
  /** Everything that is kept, once it was asked for. */
  mine: ExportView | null;
  nowMs: number;
  waitSec: number;
  busy: boolean;
  onSend: () => void;
  onLook: (code: string) => void;
  onCopy: () => void;
  onLeave: (code: string) => void;
  onStay: () => void;
  onRetry: () => void;
}

/** The export as text to keep. */
export function textOf({ sections }: ExportView): string {
  return sections
    .map(({ title, rows }) => {
      const lines = rows.map((row) => row.map(({ label, text }) => `${label}：${text}`).join('，'));
      return [`【${title}】`, ...lines].join('\n');
    })
    .join('\n\n');
}

export function PrivacyScreen(props: PrivacyScreenProps) {
  return (
    <ResourcePage resource={props.privacy} onRetry={props.onRetry} bones={[3, 4]} empty={() => null}>
      {(privacy) =>
        props.mine ? (
          <Mine mine={props.mine} onCopy={props.onCopy} />
        ) : (
          <>
            <LookCard {...props} phone={privacy.phoneMasked} />
            {privacy.erasure ? (
              <LeavingCard {...props} erasure={privacy.erasure} />
            ) : (
              <LeaveCard {...props} view={privacy} />
            )}
          </>
        )
      }
    </ResourcePage>
  );
}

/** What the wish to leave does at once: only what is under way is still told. */
const pausedWords = '保养提醒和活动消息先停发，已约好的预约和到店进展仍会告诉您';

function LookCard({ phone, waitSec, busy, onSend, onLook }: PrivacyScreenProps & { phone: string }) {
  const [code, setCode] = useState('');
  return (
    <Card title="查看和导出">
      <View className="cb-muted account-lead">
        看看我们都保存了您的哪些信息。为了确认是您本人，验证码会发到 {phone}。
      </View>
      <CodeLine code={code} waitSec={waitSec} onCode={setCode} onSend={onSend} />
      <Button block loading={busy} disabled={!isCode(code)} onClick={() => onLook(code)}>
        查看我的信息
      </Button>
    </Card>
  );
}

function LeaveCard({ view, waitSec, busy, onSend, onLeave }: PrivacyScreenProps & { view: PrivacyView }) {
  const [open, setOpen] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const [code, setCode] = useState('');
  const { blockers, losses, keeps, pauseDays, workdays } = view;
  if (!open)
    return (
      <Card title="注销账号">
        <View className="cb-muted account-lead">删除您的个人信息，不再给您发任何消息。</View>
        <Button block kind="secondary" onClick={() => setOpen(true)}>
          了解如何注销
        </Button>
      </Card>
    );
  return (
    <Card title="注销账号">
      {blockers.length + losses.length > 0 ? (
        <View className="cb-lines">
          {blockers.length > 0 ? <Notice tone="amber">{blockers.join('；')}。</Notice> : null}
          {losses.length > 0 ? <Notice tone="amber">{losses.join('；')}。</Notice> : null}
        </View>
      ) : null}
      <View className="privacy-words">
        <View>
          提交后有 {pauseDays} 天可以反悔，最晚 {workdays} 个工作日办完。
        </View>
        <View>办理期间，{pausedWords}。</View>
        <View>会删除：姓名、手机号、车牌、微信账号、消息内容，以及您填写的文字和照片。</View>
        <View>依法留存、但不再能认出您：</View>
        {keeps
          .filter(({ title }) => SHOWN_KEEPS.has(title))
          .map(({ title, why }) => (
            <View key={title} className="privacy-keep">
              <View>{title}</View>
              <View className="cb-small cb-muted">{why}</View>
            </View>
          ))}
      </View>
      <View className="cb-row cb-row--gap privacy-agree">
        <View className="cb-grow">我已了解，注销后不能恢复</View>
        <Toggle on={understood} label="我已了解，注销后不能恢复" onChange={setUnderstood} />
      </View>
      <CodeLine code={code} waitSec={waitSec} onCode={setCode} onSend={onSend} />
      <Button
        block
        kind="secondary"
        loading={busy}
        disabled={!understood || !isCode(code)}
        onClick={() => onLeave(code)}
      >
        申请注销
      </Button>
    </Card>
  );
}

/** The page names what people ask about; the rest is of the same kind. */
const SHOWN_KEEPS = new Set(['车辆', '到店维修', '工单与收款', '付款', '商城订单', '隐私授权记录']);

function LeavingCard({
  erasure,
  nowMs,
  busy,
  onStay,
}: PrivacyScreenProps & { erasure: NonNullable<PrivacyView['erasure']> }) {
  return (
    <Card title="注销申请已收到">
      <View className="privacy-words">
        <View>{sayInstant(erasure.notBefore, nowMs)} 前可以撤回。</View>
        <View>最晚 {sayDate(erasure.dueOn, dateOf(nowMs))} 办完，之后不再打扰您。</View>
        <View>在此期间，{pausedWords}；撤回后照旧。</View>
      </View>
      <View className="cb-lines">
        {erasure.waitsFor.length > 0 ? (
          <Notice tone="amber">{erasure.waitsFor.join('；')}。办好后会自动继续。</Notice>
        ) : null}
        <Button block loading={busy} onClick={onStay}>
          撤回申请，继续使用
        </Button>
      </View>
    </Card>
  );
}

function Mine({ mine, onCopy }: { mine: ExportView; onCopy: () => void }) {
  return (
    <>
      <Button block onClick={onCopy}>
        复制全部
      </Button>
      {mine.sections.map(({ title, rows }) => (
        <Card key={title} title={rows.length > 1 ? `${title}（${rows.length}）` : title}>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
            <View key={index} className="privacy-row">
              {row
                .filter(({ text }) => text !== '—')
                .map(({ label, text }) => (
                  <View key={label} className="privacy-fact">
                    <View className="cb-muted privacy-fact__label">{label}</View>
                    <View className="cb-grow privacy-fact__text">{text}</View>
                  </View>
                ))}
            </View>
          ))}
        </Card>
      ))}
    </>
  );
}
