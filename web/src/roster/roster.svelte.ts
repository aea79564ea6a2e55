import { addStudent, admitStudent, changeStudent, listStudents, removeStudent, restoreStudent, type NewStudent, type StudentSummary } from '../api/students'
import { sorted, type Column } from './order'
import { searchKey } from '../i18n/search'

/** The students of a class as the teacher has them before them: searched, sorted, changed. */
export class Roster {
  students = $state.raw<StudentSummary[]>([])
  search = $state('')
  column = $state<Column>('name')
  backwards = $state(false)

  readonly waiting = $derived(this.students.filter(({ place }) => place === 'waiting'))
  readonly present = $derived(this.students.filter(({ place }) => place !== 'waiting'))
  readonly shown = $derived(sorted(this.#found(), this.column, this.backwards))

  constructor(
    readonly classId: string,
    students: StudentSummary[],
  ) {
    this.students = students
  }

  #found(): StudentSummary[] {
    const wanted = searchKey(this.search)
    return this.present.filter(({ name, number }) => searchKey(`${name} ${number ?? ''}`).includes(wanted))
  }

  sortBy(column: Column): void {
    this.backwards = this.column === column && !this.backwards
    this.column = column
  }

  async add(student: NewStudent): Promise<StudentSummary> {
    return this.#take(await addStudent(this.classId, student))
  }

  async change({ id }: StudentSummary, student: NewStudent): Promise<void> {
    this.#take(await changeStudent(this.classId, id, student))
  }

  async admit({ id }: StudentSummary): Promise<void> {
    this.#take(await admitStudent(this.classId, id))
  }

  async remove({ id }: StudentSummary): Promise<void> {
    await removeStudent(this.classId, id)
    this.students = this.students.filter((one) => one.id !== id)
  }

  async putBack({ id }: StudentSummary): Promise<void> {
    this.#take(await restoreStudent(this.classId, id))
  }

  async reload(): Promise<void> {
    this.students = await listStudents(this.classId)
  }

  #take(student: StudentSummary): StudentSummary {
    this.students = [...this.students.filter(({ id }) => id !== student.id), student]
    return student
  }
}
