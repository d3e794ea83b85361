/** A past workshop visit as an export tells it. */
export interface HistoryImport {
  orderNo: string;
  vehicleId: string;
  on: string;
  km: number | null;
  kind: string;
  isService: boolean;
  paidFen: number;
  settled: boolean;
  advisorName: string | null;
}
