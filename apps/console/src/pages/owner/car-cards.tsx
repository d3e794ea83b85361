import type { OwnerDetail } from '@cheban/contracts';
import { vehicleRoleLabel, vehicleUseLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { Link } from 'react-router';
import { shortDate } from '../../shared/format/time.js';
import { kmText, plateText } from '../../shared/format/words.js';
import { GroupTag } from '../../shared/ui/group-tag.js';
import { Facts, Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import type { Unmasked } from './unmask-dialog.js';

type Car = OwnerDetail['vehicles'][number];

const pace = (car: Car) =>
  car.kmPerDay === null ? null : `每天约 ${Math.round(car.kmPerDay).toLocaleString('en-US')} 公里`;

function CarFacts({ car, vin }: { car: Car; vin: string | null }) {
  return (
    <Facts
      rows={[
        ['车架号', vin && <span className="num">{vin}</span>],
        ['颜色', car.colour],
        ['用途', vehicleUseLabel[car.use]],
        ['购车', car.soldOn && `${car.soldOn}${car.soldHere ? '，本店售出' : '，外店售出'}`],
        [
          '最近里程',
          car.latestKm !== null &&
            `${kmText(car.latestKm)}${car.latestKmOn ? `（${shortDate(car.latestKmOn)}）` : ''}`,
        ],
        ['用车节奏', pace(car)],
        ['服务顾问', car.advisorName],
        ['门店', car.storeName],
      ]}
    />
  );
}

/** The cars of a person; the chosen one is open and decides what the right column shows. */
export function CarCards({
  owner,
  full,
  chosen,
  onChoose,
  onBook,
}: {
  owner: OwnerDetail;
  full: Unmasked | null;
  chosen: string | undefined;
  onChoose(id: string): void;
  onBook?: ((id: string) => void) | undefined;
}) {
  if (owner.vehicles.length === 0) {
    return (
      <Panel title="车辆">
        <Empty icon="car" title="名下没有车辆" text="车主在小程序里绑定，或从导入文件补充。" />
      </Panel>
    );
  }
  return (
    <>
      {owner.vehicles.map((car) => {
        const shown = full?.vehicles.find((entry) => entry.id === car.id);
        const open = car.id === chosen;
        return (
          <section key={car.id} className={`panel car-card ${open ? 'open' : ''}`}>
            <button
              type="button"
              className="car-card-head"
              aria-expanded={open}
              onClick={() => onChoose(car.id)}
            >
              <span className="car-card-plate">{plateText(shown?.plate ?? car.plate)}</span>
              <GroupTag group={car.group} />
              <span className="muted">
                {car.brand} {car.model} · {vehicleRoleLabel[car.role]}
              </span>
            </button>
            {open && (
              <div className="panel-body">
                <CarFacts car={car} vin={shown?.vin ?? car.vin} />
                <div className="row-gap car-card-actions">
                  {car.openBookingId ? (
                    <Link to={`/my-day?booking=${car.openBookingId}`}>查看已有预约</Link>
                  ) : (
                    onBook && (
                      <Button size="small" onClick={() => onBook(car.id)}>
                        为这辆车预约
                      </Button>
                    )
                  )}
                </div>
              </div>
            )}
          </section>
        );
      })}
    </>
  );
}
