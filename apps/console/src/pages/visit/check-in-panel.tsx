import type { StaffVisitView } from '@cheban/contracts';
import { carPositionLabel, engineStateLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../app/me.js';
import { OwnerName } from '../../features/owner/owner-name.js';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { fuelWords } from '../../shared/format/fuel.js';
import { kmText } from '../../shared/format/words.js';
import { Facts, Panel } from '../../shared/ui/page.js';
import { CheckInRecordLayer } from './check-in-record-layer.js';

/** The check-in record (接车单): open until the work begins, then it stands as it is. */
export function CheckInPanel({ visit }: { visit: StaffVisitView }) {
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const { checkIn } = visit;
  const { fault } = checkIn;
  const fuel = fuelWords(checkIn.fuelEighths);
  const editable = checkIn.editable && may('visit.manage');
  const faultRows = fault
    ? ([
        ['什么时候', fault.engine === 'unknown' ? null : engineStateLabel[fault.engine]],
        ['车速', fault.speed],
        ['载重 / 路况', fault.load],
        ['多久了', fault.since],
      ] as const)
    : [];
  return (
    <Panel
      title="接车单"
      extra={
        <>
          {visit.handedOverAt === null && visit.ownerId && may('visit.manage') && (
            <Link to={`/loaners?visit=${visit.id}`} className="small">
              预留代步车
            </Link>
          )}
          {editable && (
            <Button size="small" data-testid="check-in-edit" onClick={() => setEditing(true)}>
              {checkIn.walkAround.length === 0 ? '补照片与外观' : '修改'}
            </Button>
          )}
        </>
      }
    >
      <div className="stack" style={{ gap: 12 }}>
        <Facts
          rows={[
            [
              '车主',
              <OwnerName key="owner" ownerId={visit.ownerId} vehicleId={visit.vehicleId}>
                {visit.ownerName}
              </OwnerName>,
            ],
            ['手机', visit.phoneMasked],
            ['服务顾问', visit.advisorName],
            ['技师', visit.technicianName],
            ['里程', visit.mileageKm === null ? null : kmText(visit.mileageKm)],
            ['上次里程', visit.lastKm === null ? null : kmText(visit.lastKm)],
            ['油量 / 电量', fuel],
            ['车主描述', checkIn.ownerWords || null],
            ...faultRows.filter(([, text]) => text),
            ['车内物品', checkIn.belongings || null],
          ]}
        />
        <PhotoStrip
          photos={checkIn.walkAround.map(({ photo, position, note }) => ({
            photo,
            caption: note ? `${carPositionLabel[position]}：${note}` : carPositionLabel[position],
          }))}
        />
        {checkIn.walkAround.length === 0 && <p className="hint">还没有环车照片。</p>}
      </div>
      {editing && <CheckInRecordLayer visit={visit} onClose={() => setEditing(false)} />}
    </Panel>
  );
}
