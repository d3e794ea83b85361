import type { AnswerBody } from '@cheban/contracts';
import { type ElsewhereReason, elsewhereReasonLabel, elsewhereReasons } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useSubmit } from '@/shared/data/use-submit';
import { dateOf, dayMs } from '@/shared/format/when';
import { a11y, Button, Chip, Notice, Sheet } from '@/shared/ui';

interface AnswerRowProps {
  /** The reminder that the page was opened from. */
  messageId: string;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** The answer is kept: what was arranged, in words for the owner. */
  onAnswered: (words: string) => void;
}

type Answer = AnswerBody['answer'];
type LaterDays = Extract<AnswerBody, { answer: 'later' }>['days'];

const links: readonly (readonly [Answer, string])[] = [
  ['later', '稍后提醒'],
  ['done_elsewhere', '已在别处做了'],
  ['sold', '车已卖'],
];
const laterChoices: readonly (readonly [LaterDays, string])[] = [
  [7, '一周后'],
  [30, '一个月后'],
  [90, '三个月后'],
];
const daysAgo: readonly (readonly [number, string])[] = [
  [0, '今天'],
  [3, '前几天'],
  [7, '一周前'],
  [14, '半个月前'],
  [30, '一个月前'],
];
const titles: Record<Answer, string> = {
  later: '什么时候再提醒您？',
  done_elsewhere: '已在别处做了',
  sold: '这辆车已经卖了？',
};

/** What was arranged, in the owner's words. */
function thanks(body: AnswerBody): string {
  if (body.answer === 'sold') return '好的，这辆车不再提醒您。感谢您一路的信任';
  if (body.answer === 'done_elsewhere') return '谢谢您告诉我们，下次到期前再提醒您';
  return `好的，${laterChoices.find(([days]) => days === body.days)?.[1] ?? ''}再提醒您`;
}

/** The answers to a reminder beside booking: one quiet line, a sheet for each. */
export function AnswerRow({ messageId, nowMs, onAnswered }: AnswerRowProps) {
  const [open, setOpen] = useState<Answer | null>(null);
  const [days, setDays] = useState<LaterDays>(30);
  const [ago, setAgo] = useState<number | null>(null);
  const [reason, setReason] = useState<ElsewhereReason | null>(null);
  const { busy, problem, say, submit } = useSubmit();

  const bodyOf = (answer: Answer): AnswerBody | null => {
    if (answer === 'later') return { answer, days };
    if (answer === 'sold') return { answer };
    if (ago === null || reason === null) return null;
    return { answer, on: dateOf(nowMs - ago * dayMs), reason };
  };
  const body = open && bodyOf(open);

  const send = async () => {
    if (!body) return;
    await submit(async (keyFor) => {
      const request = { params: { id: messageId }, body };
      await api.message.answer(request, { idempotencyKey: keyFor(request) });
      onAnswered(thanks(body));
    });
  };

  return (
    <View>
      <View className="book-answers">
        {links.map(([answer, label]) => (
          <View
            key={answer}
            className="book-answers__link"
            onClick={() => {
              say(null);
              setOpen(answer);
            }}
            {...a11y('button', label)}
          >
            {label}
          </View>
        ))}
      </View>
      <Sheet
        open={open !== null}
        title={open ? titles[open] : ''}
        onClose={() => setOpen(null)}
        footer={
          <Button block loading={busy} disabled={body === null} onClick={send}>
            {open === 'sold' ? '确认已卖' : '确定'}
          </Button>
        }
      >
        <View className="booking-sheet">
          {problem ? <Notice tone="red">{problem}</Notice> : null}
          {open === 'later' ? (
            <View className="cb-chips">
              {laterChoices.map(([value, label]) => (
                <Chip key={value} label={label} selected={value === days} onClick={() => setDays(value)} />
              ))}
            </View>
          ) : null}
          {open === 'done_elsewhere' ? (
            <>
              <View className="cb-muted">大约什么时候做的？</View>
              <View className="cb-chips">
                {daysAgo.map(([value, label]) => (
                  <Chip key={value} label={label} selected={value === ago} onClick={() => setAgo(value)} />
                ))}
              </View>
              <View className="cb-muted">方便说说为什么吗？我们想做得更好。</View>
              <View className="cb-chips">
                {elsewhereReasons.map((value) => (
                  <Chip
                    key={value}
                    label={elsewhereReasonLabel[value]}
                    selected={value === reason}
                    onClick={() => setReason(value)}
                  />
                ))}
              </View>
            </>
          ) : null}
          {open === 'sold' ? (
            <View className="cb-muted">
              确认后，这辆车会从您的车库移出，我们不再就它打扰您；维修记录随车保留。
            </View>
          ) : null}
        </View>
      </Sheet>
    </View>
  );
}
