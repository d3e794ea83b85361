import type { PhotoView, StaffVisitView } from '@cheban/contracts';
import {
  type CarPosition,
  carPositionLabel,
  carPositions,
  type EngineState,
  engineStateLabel,
  engineStates,
  MAX_WALK_AROUND,
} from '@cheban/contracts/constants';
import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { PhotoField } from '../../features/photo/photo-field.js';
import { fuelChoices } from '../../shared/format/fuel.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { visitAreas } from './queries.js';

interface Shot {
  photo: PhotoView;
  position: CarPosition;
  note: string;
}

/** The walk around the car with pictures, fuel, belongings, and the fault in the owner's own words. */
export function CheckInRecordLayer({ visit, onClose }: { visit: StaffVisitView; onClose(): void }) {
  const { checkIn } = visit;
  const [shots, setShots] = useState<Shot[]>(checkIn.walkAround);
  const [fuel, setFuel] = useState<number | null>(checkIn.fuelEighths);
  const [belongings, setBelongings] = useState(checkIn.belongings);
  const [words, setWords] = useState(checkIn.ownerWords);
  const [fault, setFault] = useState(
    checkIn.fault ?? { engine: 'unknown' as EngineState, speed: '', load: '', since: '' },
  );
  const save = useSubmit(api.workshop.saveCheckIn, {
    refresh: visitAreas,
    success: '接车单已保存',
    quiet: true,
    onSuccess: onClose,
  });
  const unsaved = useUnsaved(save.error);
  const said = fault.engine !== 'unknown' || fault.speed || fault.load || fault.since;

  function take(photos: PhotoView[]) {
    setShots((before) =>
      photos.map((photo) => {
        const known = before.find((shot) => shot.photo.id === photo.id);
        if (known) return known;
        // A walk around the car goes from position to position: the next one that has no picture yet.
        const free = carPositions.find((position) => !before.some((shot) => shot.position === position));
        return { photo, position: free ?? 'other', note: '' };
      }),
    );
  }
  const change = (id: string, part: Partial<Shot>) =>
    setShots(shots.map((shot) => (shot.photo.id === id ? { ...shot, ...part } : shot)));
  const faultField = (key: 'speed' | 'load' | 'since', label: string, placeholder: string) => (
    <label htmlFor={`fault-${key}`}>
      <span className="field-label">{label}</span>
      <Input
        id={`fault-${key}`}
        maxLength={60}
        placeholder={placeholder}
        value={fault[key]}
        onChange={(event) => setFault({ ...fault, [key]: event.target.value })}
      />
    </label>
  );

  return (
    <Layer
      open
      title={`接车单 · ${plateText(visit.plate)}`}
      onClose={onClose}
      unsaved={unsaved}
      testId="check-in-record"
      width={560}
      footer={
        <div className="layer-actions">
          <Button onClick={() => unsaved.leave(onClose)}>返回</Button>
          <Button
            type="primary"
            className="push"
            data-testid="check-in-record-save"
            loading={save.isPending}
            onClick={() =>
              save.mutate({
                params: { id: visit.id },
                body: {
                  ...(fuel !== null && { fuelEighths: fuel }),
                  belongings: belongings.trim(),
                  ownerWords: words.trim(),
                  fault: said ? fault : null,
                  walkAround: shots.map(({ photo, position, note }) => ({
                    photoId: photo.id,
                    position,
                    note: note.trim(),
                  })),
                },
              })
            }
          >
            保存接车单
          </Button>
        </div>
      }
    >
      <div className="stack">
        <div>
          <span className="field-label">环车照片（{shots.length} 张，车主能看到）</span>
          <PhotoField
            photos={shots.map(({ photo }) => photo)}
            max={MAX_WALK_AROUND}
            label="拍照"
            testId="walk-around"
            onChange={take}
          />
        </div>
        {shots.length > 0 && (
          <ul className="shots">
            {shots.map((shot, index) => (
              <li key={shot.photo.id}>
                <span className="muted num">{index + 1}</span>
                <Select
                  aria-label={`第 ${index + 1} 张的位置`}
                  value={shot.position}
                  options={carPositions.map((value) => ({ value, label: carPositionLabel[value] }))}
                  onChange={(position) => change(shot.photo.id, { position })}
                />
                <Input
                  aria-label={`第 ${index + 1} 张的说明`}
                  maxLength={60}
                  placeholder="有划痕、凹陷等请写明"
                  value={shot.note}
                  onChange={(event) => change(shot.photo.id, { note: event.target.value })}
                />
              </li>
            ))}
          </ul>
        )}
        <div>
          <span className="field-label">油量 / 电量</span>
          <Segmented
            block
            aria-label="油量 / 电量"
            value={fuel ?? -1}
            options={fuelChoices}
            onChange={(value) => setFuel(value)}
          />
        </div>
        <label htmlFor="record-belongings">
          <span className="field-label">车内物品</span>
          <Input.TextArea
            id="record-belongings"
            rows={1}
            autoSize
            maxLength={500}
            placeholder="例如：儿童座椅、行车记录仪"
            value={belongings}
            onChange={(event) => setBelongings(event.target.value)}
          />
        </label>
        <label htmlFor="record-words">
          <span className="field-label">车主描述（原话）</span>
          <Input.TextArea
            id="record-words"
            rows={2}
            maxLength={500}
            data-testid="record-words"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <div>
          <span className="field-label">故障出现在</span>
          <Segmented
            block
            aria-label="故障出现在"
            value={fault.engine}
            options={engineStates.map((value) => ({ value, label: engineStateLabel[value] }))}
            onChange={(engine) => setFault({ ...fault, engine })}
          />
        </div>
        <div className="fault-grid">
          {faultField('speed', '车速', '例如：60–80 公里/时')}
          {faultField('load', '载重 / 路况', '例如：满载、上坡、开空调')}
          {faultField('since', '多久了', '例如：上周开始')}
        </div>
        <FormError error={save.error} />
      </div>
    </Layer>
  );
}
