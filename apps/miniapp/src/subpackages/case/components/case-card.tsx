import type { OwnerCaseView } from '@cheban/contracts';
import type { CaseState } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayAgo } from '@/shared/format/when';
import type { Tone } from '@/shared/theme/palette';
import { Button, Card, Tag } from '@/shared/ui';

/** States as the owner sees them; the store's own words are about its work. */
const said: Record<CaseState, readonly [string, Tone]> = {
  open: ['已收到', 'brand'],
  working: ['处理中', 'brand'],
  waiting_owner: ['请您确认', 'amber'],
  closed: ['已处理', 'neutral'],
};

interface CaseCardProps {
  one: OwnerCaseView;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** An answer of this one is on its way. */
  busy: boolean;
  onSolved: () => void;
  onNotSolved: () => void;
  onCall: (phone: string) => void;
}

/** What was raised, what became of it, and the owner's last word about it. */
export function CaseCard({ one, nowMs, busy, onSolved, onNotSolved, onCall }: CaseCardProps) {
  const [word, tone] = one.asks ? said.waiting_owner : said[one.state];
  return (
    <Card>
      <View className="cb-row cb-row--gap">
        <View className="cb-title cb-grow">{one.title}</View>
        <Tag tone={tone}>{word}</Tag>
      </View>
      <View className="cb-small cb-muted cb-num">
        {one.storeName} · {sayAgo(one.openedAt, nowMs)}
      </View>
      <View className="case-text">{one.text}</View>
      {one.asks ? (
        <View className="cb-row cb-row--gap">
          <View className="cb-grow">
            <Button block kind="secondary" disabled={busy} onClick={onNotSolved}>
              还没解决
            </Button>
          </View>
          <View className="cb-grow">
            <Button block loading={busy} onClick={onSolved}>
              已解决
            </Button>
          </View>
        </View>
      ) : one.state === 'closed' ? null : (
        <Button block kind="quiet" size="medium" onClick={() => onCall(one.storePhone)}>
          致电{one.storeName}
        </Button>
      )}
    </Card>
  );
}
