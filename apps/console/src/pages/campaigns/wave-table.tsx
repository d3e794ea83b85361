import type { StaffCampaignView } from '@cheban/contracts';
import { Link } from 'react-router';
import { WaveTag } from '../../features/campaign/parts.js';
import { clockOf, whenShort } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { eachText } from './plan.js';

type Wave = StaffCampaignView['waves'][number];

const soldOut = ({ soldOutAfterSec: sec }: Wave) =>
  sec === null ? (
    <span className="none">—</span>
  ) : sec < 90 ? (
    `${sec.toFixed(1)} 秒`
  ) : (
    `${Math.round(sec / 60)} 分钟`
  );
const prizes = (wave: Wave) =>
  wave.prizes
    .map((prize) => [`${prize.name} ${prize.count} 份`, eachText(prize)].filter(Boolean).join('，'))
    .join('；');

/** The waves of a campaign: when, what, how much is gone, and the way to the big screen. */
export function WaveTable({ campaign }: { campaign: StaffCampaignView }) {
  const screen = (wave: Wave) => (
    <Link to={`/campaigns/${campaign.id}/waves/${wave.number}`} data-testid={`wave-screen-${wave.number}`}>
      大屏
    </Link>
  );
  const columns: Column<Wave>[] = [
    { key: 'no', title: '波次', width: '78px', render: ({ number }) => `第 ${number} 波` },
    {
      key: 'when',
      title: '时间',
      width: '150px',
      render: (wave) => (
        <span className="num">
          {whenShort(wave.startsAt)}–{clockOf(wave.endsAt)}
        </span>
      ),
    },
    { key: 'state', title: '状态', width: '100px', render: ({ state }) => <WaveTag state={state} /> },
    {
      key: 'prizes',
      title: '奖品',
      render: (wave) => <span className="wave-prizes">{prizes(wave)}</span>,
    },
    {
      key: 'claims',
      title: '已抢 / 份数',
      width: '110px',
      align: 'right',
      render: (wave) => `${count(wave.claims)} / ${count(wave.packets)}`,
    },
    {
      key: 'fen',
      title: '已抢金额',
      width: '100px',
      align: 'right',
      minor: true,
      render: (wave) => yuan(wave.claimedFen),
    },
    { key: 'fast', title: '抢完用时', width: '88px', align: 'right', render: soldOut },
    { key: 'screen', title: '', width: '64px', render: screen },
  ];
  return (
    <DataList<Wave>
      label="波次"
      testId="wave-row"
      rows={campaign.waves}
      rowKey={({ number }) => String(number)}
      columns={columns}
      card={(wave) => (
        <>
          <div className="card-top">
            <span className="card-title num">
              第 {wave.number} 波 · {whenShort(wave.startsAt)}
            </span>
            <WaveTag state={wave.state} />
          </div>
          <div className="card-line small">{prizes(wave)}</div>
          <div className="card-line small num">
            <span>
              已抢 {count(wave.claims)} / {count(wave.packets)} 份，{yuan(wave.claimedFen)}
            </span>
            {screen(wave)}
          </div>
        </>
      )}
    />
  );
}
