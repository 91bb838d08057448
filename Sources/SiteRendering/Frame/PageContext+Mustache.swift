import Mustache

// Gives the templates the properties of their contexts. The library could use reflection instead, but
// that takes a third of the time of a build that runs nothing.

extension SiteContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": title
    case "description": description
    default: nil
    }
  }
}

extension PageContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "site": site
    case "page": page
    case "assets": assets
    case "home": home
    case "usesMath": usesMath
    case "fonts": fonts
    case "course": course
    case "lessonCount": lessonCount
    case "previous": previous
    case "next": next
    case "source": source
    case "program": program
    case "feed": feed
    case "content": content
    default: nil
    }
  }
}

extension PageContext.Page: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": title
    case "description": description
    case "name": self.name
    case "isIndex": isIndex
    case "isLesson": isLesson
    case "address": address
    case "card": card
    case "policy": policy
    default: nil
    }
  }
}

extension PageContext.CourseEntry: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "part": part
    case "number": number
    case "title": title
    case "href": href
    case "description": description
    case "highlight": highlight
    default: nil
    }
  }
}

extension PageContext.CourseItem: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "isCurrent": isCurrent
    case "contents": contents
    case "hasContents": !contents.isEmpty
    default: entry.child(named: name)
    }
  }
}

extension HighlightContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "before": before
    case "value": value
    case "after": after
    default: nil
    }
  }
}

extension PageContext.ContentsEntry: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": title
    case "href": href
    case "isNested": isNested
    default: nil
    }
  }
}

extension LessonContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "part": part
    case "number": number
    case "total": total
    case "title": title
    case "titleIdentifier": titleIdentifier
    case "description": description
    case "script": script
    case "body": body
    default: nil
    }
  }
}

extension IndexContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "site": site
    case "lessons": lessons
    default: nil
    }
  }
}
