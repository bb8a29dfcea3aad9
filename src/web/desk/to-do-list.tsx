import type { Obstacle } from '../../desk/launching'
import type { ToDo } from '../../desk/to-do'
import { toDoInWords } from './to-do-words'

type ToDoListProps = {
  toDo: ToDo[]
  /** What stands between this member and an open letter. */
  obstacles: Obstacle[]
  /** Is the letter named, as where there are several. */
  named?: boolean
}

/** What waits for somebody, each with where it is done; the first stands out. */
export function ToDoList({ toDo, obstacles, named = false }: ToDoListProps) {
  return (
    <ul class="plain rows">
      {toDo.map((one, i) => {
        const { title, more, href, press } = toDoInWords(one, obstacles)
        return (
          <li class="row">
            <div>
              <b>{title}</b>
              <p class="s soft m0">
                {named && `“${one.letter.title}”. `}
                {more}
              </p>
            </div>
            <a class={i === 0 ? 'btn sm' : 'btn alt sm'} href={href}>
              {press}
              {named && <span class="vh"> of “{one.letter.title}”</span>}
            </a>
          </li>
        )
      })}
    </ul>
  )
}
